-- @@stderr --
dtrace: failed to compile script compat-tests/err/err.D_DIV_ZERO.constant.d: [D_DIV_ZERO] line 4: expression contains division by zero
