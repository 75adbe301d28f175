-- @@stderr --
dtrace: failed to compile script compat-tests/err/err.D_PDESC_ZERO.provider.d: [D_PDESC_ZERO] line 2: probe description nosuch:::probe does not match any probes
