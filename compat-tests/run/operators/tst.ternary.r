two
20
small
8

