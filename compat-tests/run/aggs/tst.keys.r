
   7                1
   300                1
   -70000                1
      -5000000000                1
  text                                                              1
  two                                                       2   3                1
  a string that is longer than the fifty columns it is given                1
