az42
abcBEGIN abcBEGINabcBEGIN yes abcBEGINabcBEGIN
0 1

  abcBEGIN                                            abcBEGINabcBEGIN                                                  1
