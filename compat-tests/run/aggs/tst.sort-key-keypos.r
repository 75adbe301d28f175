
  a                                                         1                7
  c                                                         1                5
  b                                                         2                9
  a                                                         3                2
