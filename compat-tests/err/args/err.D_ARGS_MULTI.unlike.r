-- @@stderr --
dtrace: failed to compile script compat-tests/err/args/err.D_ARGS_MULTI.unlike.d: [D_ARGS_MULTI] line 4: args[ ] may not be referenced because probe description syscall:::entry matches an unstable set of probes
