
  x                                                                 3                4
x 3

