[0123456] 7
[abcdefg] 7

