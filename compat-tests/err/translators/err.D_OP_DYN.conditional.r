-- @@stderr --
dtrace: failed to compile script compat-tests/err/translators/err.D_OP_DYN.conditional.d: [D_OP_DYN] line 1: operator ?: operands cannot be of dynamic type
