-- @@stderr --
dtrace: failed to compile script compat-tests/err/err.D_OP_ARITH.string.d: [D_OP_ARITH] line 4: operator * requires operands of arithmetic type
