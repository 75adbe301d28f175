7 part 80 0 5 3
50

