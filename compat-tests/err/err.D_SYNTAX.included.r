-- @@stderr --
dtrace: failed to compile script compat-tests/err/err.D_SYNTAX.included.d: [D_SYNTAX] "compat-tests/err/include/wrong.h", line 3: syntax error near ";"
