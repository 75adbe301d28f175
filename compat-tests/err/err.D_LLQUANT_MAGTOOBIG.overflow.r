-- @@stderr --
dtrace: failed to compile script compat-tests/err/err.D_LLQUANT_MAGTOOBIG.overflow.d: [D_LLQUANT_MAGTOOBIG] line 4: llquantize( ) factor (argument #1) raised to the power of the high magnitude (argument #3) overflows 64 bits
