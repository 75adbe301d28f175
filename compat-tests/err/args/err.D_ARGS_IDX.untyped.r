-- @@stderr --
dtrace: failed to compile script compat-tests/err/args/err.D_ARGS_IDX.untyped.d: [D_ARGS_IDX] line 4: index 0 is out of range for :::tick-1s args[ ]
