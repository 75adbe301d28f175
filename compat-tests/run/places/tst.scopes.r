g -7 43 99 hello
g 43 hello
g 43 hello
g 43 hello
9 0 0
-4 -1

