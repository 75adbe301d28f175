1
3 0

-- @@stderr --
dtrace: [DTRACEDROP_SPEC] 1 speculative drop
