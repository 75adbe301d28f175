x.so /usr/lib
lib /usr
plain .
/ /
a a
a /

