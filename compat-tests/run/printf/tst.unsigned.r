42|
4294967295|
18446744073709551615|
255|
65535|
10|
37777777777|
ff|
BEEF|
ffffffff|
ffffffffffffffff|
    ff|
ff    |
0000ff|
000ff|
   000FF|

