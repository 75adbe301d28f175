-- @@stderr --
dtrace: failed to compile script compat-tests/err/err.D_OP_INCOMPAT.ternary.d: [D_OP_INCOMPAT] line 4: operator ?: operands must have compatible types
