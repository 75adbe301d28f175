
  {ptr}                                                            1
  {ptr}                                                            1
  {ptr}                                                            1
