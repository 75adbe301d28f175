-- @@stderr --
dtrace: failed to compile script compat-tests/err/err.D_PROTO_LEN.keys.d: [D_PROTO_LEN] line 5: a[ ] prototype mismatch: 1 key passed, 2 expected
