                   FUNCTION:NAME
                          :BEGIN ok

-- @@stderr --
dtrace: script 'compat-tests/run/options/tst.zdefs.d' matched 1 probe
