first
2

  if                                                                1
  inside                                                            1
