-- @@stderr --
dtrace: failed to compile script compat-tests/err/places/err.D_OP_ARRFUN.assignment.d: [D_OP_ARRFUN] line 6: operator = may not be applied to operand of type "int [2]"
