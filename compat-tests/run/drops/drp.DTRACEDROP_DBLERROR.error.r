
-- @@stderr --
dtrace: error on enabled probe ID 1 (ID 1: dtrace:::BEGIN): divide-by-zero in action #1 at DIF offset N
dtrace: [DTRACEDROP_DBLERROR] 1 error in ERROR probe enabling
