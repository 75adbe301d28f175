                   FUNCTION:NAME
                          :BEGIN 
                      :tick-10ms 1

-- @@stderr --
dtrace: script 'compat-tests/run/speculation/tst.default.d' matched 5 probes
