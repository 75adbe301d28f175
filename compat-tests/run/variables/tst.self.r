0
3 4 thread 9 0
0

