1 1 1 1 1
dtrace same
O 1
1 1
1
1 0 1
0

