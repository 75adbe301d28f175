010|
0|
0XFF|
0|
    0XFF|
0XFF    |
0X0000FF|
8|
{ptr}|

