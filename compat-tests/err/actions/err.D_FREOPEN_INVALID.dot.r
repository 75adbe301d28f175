-- @@stderr --
dtrace: failed to compile script compat-tests/err/actions/err.D_FREOPEN_INVALID.dot.d: [D_FREOPEN_INVALID] line 4: freopen( ) argument #1 cannot be "."
