-- @@stderr --
dtrace: failed to compile script compat-tests/err/err.D_OP_LVAL.constant.d: [D_OP_LVAL] line 4: operator = requires modifiable lvalue as an operand
