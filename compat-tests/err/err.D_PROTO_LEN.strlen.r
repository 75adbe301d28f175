-- @@stderr --
dtrace: failed to compile script compat-tests/err/err.D_PROTO_LEN.strlen.d: [D_PROTO_LEN] line 4: strlen( ) prototype mismatch: 0 args passed, 1 expected
