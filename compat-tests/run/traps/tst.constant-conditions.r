NAME
a 1 2

