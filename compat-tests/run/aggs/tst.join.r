only 0 7
b 1 2
c 2 3
a 3 1

