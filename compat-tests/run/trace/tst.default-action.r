                   FUNCTION:NAME
                          :BEGIN 
                          :BEGIN 

                1
-- @@stderr --
dtrace: script 'compat-tests/run/trace/tst.default-action.d' matched 3 probes
