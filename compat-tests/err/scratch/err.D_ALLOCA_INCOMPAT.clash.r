-- @@stderr --
dtrace: failed to compile script compat-tests/err/scratch/err.D_ALLOCA_INCOMPAT.clash.d: [D_ALLOCA_INCOMPAT] line 3: x: cannot reuse the same identifier for both alloca and non-alloca allocations
