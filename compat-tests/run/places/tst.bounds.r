1 4
1 -1
1 4
1 4000
0

-- @@stderr --
dtrace: error on enabled probe ID 1 (ID 1: dtrace:::BEGIN): invalid address ({ptr}) in action #2 at DIF offset N
dtrace: error on enabled probe ID 2 (ID 1: dtrace:::BEGIN): invalid address in action #1 at DIF offset N
dtrace: error on enabled probe ID 3 (ID 1: dtrace:::BEGIN): invalid address ({ptr}) in action #1 at DIF offset N
dtrace: error on enabled probe ID 4 (ID 1: dtrace:::BEGIN): invalid address ({ptr}) in action #2 at DIF offset N
