-- @@stderr --
dtrace: failed to compile script compat-tests/err/err.D_TRUNC_PROTO.none.d: [D_TRUNC_PROTO] line 4: trunc( ) prototype mismatch: 0 args passed, at least 1 expected
