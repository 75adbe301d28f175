-- @@stderr --
dtrace: failed to compile script compat-tests/err/err.D_PDESC_ZERO.syscall.d: [D_PDESC_ZERO] line 2: probe description syscall::nosuchcall:entry does not match any probes
