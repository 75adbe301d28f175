1 0
1
second use

-- @@stderr --
dtrace: 1 failed speculation (no speculative buffer available)
