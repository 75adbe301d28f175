
  a                                                         3                2
  b                                                         2                9
  c                                                         1                5
  a                                                         1                7
