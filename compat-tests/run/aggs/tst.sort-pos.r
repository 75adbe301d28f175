a 3 1
b 1 2
c 2 3
only 0 7

