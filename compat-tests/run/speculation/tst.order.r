ids 1 2 3
nothing so far
b: BEGIN
between
a, first
a, second

