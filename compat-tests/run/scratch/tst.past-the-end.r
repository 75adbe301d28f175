code 1
code 5
code 5
end

-- @@stderr --
dtrace: error on enabled probe ID 1 (ID 1: dtrace:::BEGIN): invalid address ({ptr}) in action #5 at DIF offset N
dtrace: error on enabled probe ID 2 (ID 1: dtrace:::BEGIN): out of scratch space in action #3 at DIF offset N
dtrace: error on enabled probe ID 3 (ID 1: dtrace:::BEGIN): out of scratch space in action #1 at DIF offset N
