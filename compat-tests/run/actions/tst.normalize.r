20 5 5 100

-- @@stderr --
dtrace: error on enabled probe ID 1 (ID 1: dtrace:::BEGIN): normalize() by zero: factor not changed
