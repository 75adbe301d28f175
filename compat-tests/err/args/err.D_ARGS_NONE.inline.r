-- @@stderr --
dtrace: failed to compile script compat-tests/err/args/err.D_ARGS_NONE.inline.d: [D_ARGS_NONE] line 2: args[ ] may not be referenced outside of a probe clause
