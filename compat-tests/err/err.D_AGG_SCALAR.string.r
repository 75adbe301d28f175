-- @@stderr --
dtrace: failed to compile script compat-tests/err/err.D_AGG_SCALAR.string.d: [D_AGG_SCALAR] line 4: sum( ) argument #1 must be of scalar type
