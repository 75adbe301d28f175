.b.c .c
abc
1 1
0

