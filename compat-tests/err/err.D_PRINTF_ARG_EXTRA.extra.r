-- @@stderr --
dtrace: failed to compile script compat-tests/err/err.D_PRINTF_ARG_EXTRA.extra.d: [D_PRINTF_ARG_EXTRA] line 4: printf( ) prototype mismatch: only 1 arguments required by this format string
