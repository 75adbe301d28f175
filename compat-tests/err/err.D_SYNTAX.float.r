-- @@stderr --
dtrace: failed to compile script compat-tests/err/err.D_SYNTAX.float.d: [D_SYNTAX] line 4: floating-point constants are not permitted near "1.5"
