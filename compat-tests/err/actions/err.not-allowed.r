-- @@stderr --
dtrace: script 'compat-tests/err/actions/err.not-allowed.d' matched 1 probe
dtrace: could not enable tracing: Destructive actions not allowed
