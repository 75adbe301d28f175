/dev/null, access mode 1, 1 1
he of 5, sizes 4 8

