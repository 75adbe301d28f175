-- @@stderr --
dtrace: failed to compile script compat-tests/err/places/err.keys-oracle.d: Insufficient tuple registers to generate code
