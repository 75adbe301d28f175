one.two.three.four.five.six.seven.eight.nine.ten
yes 2 1 {"b": "yes"}
18 18 /lib
/usr/./share//x/.. lib /usr/share/lib
/usr/share/ lib
x/../lib /lib
0 1 /USR/./SHARE//X/../LIB

