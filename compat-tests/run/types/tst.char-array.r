dtrace|    dtrace|dt |
1
dtrace!
16 100
dtrace 1
dtrace
same

