-- @@stderr --
dtrace: failed to compile script compat-tests/err/options/err.D_FUNC_UNDEF.version.d: [D_FUNC_UNDEF] line 6: undefined function name: stddev
