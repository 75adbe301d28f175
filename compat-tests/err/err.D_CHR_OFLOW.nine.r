-- @@stderr --
dtrace: failed to compile script compat-tests/err/err.D_CHR_OFLOW.nine.d: [D_CHR_OFLOW] line 4: character constant is too long
