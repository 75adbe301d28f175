                   FUNCTION:NAME
                          :BEGIN   a row                            

-- @@stderr --
dtrace: script 'compat-tests/run/actions/tst.silent.d' matched 2 probes
dtrace: allowing destructive actions
