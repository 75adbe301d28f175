-- @@stderr --
dtrace: failed to compile script compat-tests/err/err.D_AGG_NULL.bare.d: [D_AGG_NULL] line 5: expression has null effect: @a
