-- @@stderr --
dtrace: failed to compile script compat-tests/err/err.D_LQUANT_MISMATCH.bounds.d: [D_LQUANT_MISMATCH] line 4: lquantize( ) base (argument #1) must be less than limit (argument #2)
