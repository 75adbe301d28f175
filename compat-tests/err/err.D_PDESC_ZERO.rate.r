-- @@stderr --
dtrace: failed to compile script compat-tests/err/err.D_PDESC_ZERO.rate.d: [D_PDESC_ZERO] line 2: probe description :::tick-10parsecs does not match any probes
