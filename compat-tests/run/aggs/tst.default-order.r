
  b                                                                -1
  a                                                                 2
  c                                                                 2
  d                                                                10
        5                1
