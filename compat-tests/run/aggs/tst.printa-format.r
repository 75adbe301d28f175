key 7 42|
42 key|
  key 7          42|
42      |00000042|+42|
2a 2A 52 42 42|
42 42 key|
just text
      42 42      |
00042 key

