
  b                                                         2                9
  a                                                         1                7
  c                                                         1                5
  a                                                         3                2
