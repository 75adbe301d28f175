counter: 9
1 at line 20
RATE

