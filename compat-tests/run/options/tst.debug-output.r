>>> 3 bytes: "a1\n"
>>> 1 bytes: "\n"
