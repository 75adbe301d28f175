-- @@stderr --
dtrace: failed to compile script compat-tests/err/err.D_CHR_NULL.empty.d: [D_CHR_NULL] line 4: empty character constant
