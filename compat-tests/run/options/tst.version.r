7 text 3

