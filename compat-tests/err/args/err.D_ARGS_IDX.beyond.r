-- @@stderr --
dtrace: failed to compile script compat-tests/err/args/err.D_ARGS_IDX.beyond.d: [D_ARGS_IDX] line 4: index 3 is out of range for syscall::write:entry args[ ]
