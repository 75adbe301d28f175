hello
1 1

