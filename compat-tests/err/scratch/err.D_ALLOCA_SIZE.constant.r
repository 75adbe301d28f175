-- @@stderr --
dtrace: failed to compile script compat-tests/err/scratch/err.D_ALLOCA_SIZE.constant.d: [D_ALLOCA_SIZE] line 6: alloca(129) size larger than scratchsize 128
