D on Linux
deep 2
not Solaris

