/usr/share/man
/dir
.

