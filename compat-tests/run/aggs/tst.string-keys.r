
  dtrace                                                            2
  BEGIN                                                             3
