a|
  b|
c  |
ok|
A|
A|
z|
\n|
\001|

