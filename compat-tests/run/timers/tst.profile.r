profile tick-300ms
0

