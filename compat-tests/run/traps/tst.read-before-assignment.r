first
none
2

