-- @@stderr --
dtrace: failed to compile script compat-tests/err/err.D_INT_DIGIT.octal.d: [D_INT_DIGIT] line 4: constant 019 contains invalid digit 9
