-- @@stderr --
dtrace: failed to compile script compat-tests/err/err.D_PDESC_INVAL.id.d: [D_PDESC_INVAL] line 2: invalid probe identifier 4000000000: Unknown probe identifier
