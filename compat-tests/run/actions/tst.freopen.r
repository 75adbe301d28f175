and back
to a
to b
still to b

-- @@stderr --
dtrace: error on enabled probe ID 1 (ID 1: dtrace:::BEGIN): couldn't freopen() "..": Is a directory
