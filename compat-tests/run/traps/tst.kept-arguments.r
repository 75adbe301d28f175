/usr/bin/perl -e getppid();sleep(5) one two\0

