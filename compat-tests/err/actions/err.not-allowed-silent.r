-- @@stderr --
dtrace: script 'compat-tests/err/actions/err.not-allowed-silent.d' matched 2 probes
dtrace: could not enable tracing: Destructive actions not allowed
