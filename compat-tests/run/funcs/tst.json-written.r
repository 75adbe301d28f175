ann
42
[7,{"main":42}]
1 1

