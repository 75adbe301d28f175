                   FUNCTION:NAME
                          :BEGIN   text                                     7                                     this one is longer than thirty-three columns

-- @@stderr --
dtrace: script 'compat-tests/run/trace/tst.strings.d' matched 1 probe
