1000|
abcdef|
                  ff|
ff    |
              ff|
00000000000000ff|
ff              |
            1234|
              -5|

