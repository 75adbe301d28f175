/usr/share/man/
/
../a/.b
/dir/.

