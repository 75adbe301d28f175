-- @@stderr --
dtrace: failed to compile script compat-tests/err/err.D_LLQUANT_FACTORSMALL.one.d: [D_LLQUANT_FACTORSMALL] line 4: llquantize( ) factor (argument #1) must be two or more
