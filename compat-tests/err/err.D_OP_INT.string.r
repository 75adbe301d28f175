-- @@stderr --
dtrace: failed to compile script compat-tests/err/err.D_OP_INT.string.d: [D_OP_INT] line 4: operator ~ requires an operand of integral type
