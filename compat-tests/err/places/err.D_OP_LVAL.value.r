-- @@stderr --
dtrace: failed to compile script compat-tests/err/places/err.D_OP_LVAL.value.d: [D_OP_LVAL] line 7: operator = requires modifiable lvalue as an operand
