6 8 oblong
10 5 5

