error in action 3
error in action 1
good

-- @@stderr --
dtrace: error on enabled probe ID 3 (ID 1: dtrace:::BEGIN): divide-by-zero in action #3 at DIF offset N
dtrace: error on enabled probe ID 4 (ID 1: dtrace:::BEGIN): divide-by-zero in action #1 at DIF offset N
