only 0 7
c 2 3
b 1 2
a 3 1

