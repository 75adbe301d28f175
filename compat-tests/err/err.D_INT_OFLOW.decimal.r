-- @@stderr --
dtrace: failed to compile script compat-tests/err/err.D_INT_OFLOW.decimal.d: [D_INT_OFLOW] line 4: constant 18446744073709551616 results in integer overflow
