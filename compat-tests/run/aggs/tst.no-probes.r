
one 0 1


