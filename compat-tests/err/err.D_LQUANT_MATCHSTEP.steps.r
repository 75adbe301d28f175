-- @@stderr --
dtrace: failed to compile script compat-tests/err/err.D_LQUANT_MATCHSTEP.steps.d: [D_LQUANT_MATCHSTEP] line 5: lquantize( ) step (argument #3) doesn't match previous declaration: expected 1, found 2
