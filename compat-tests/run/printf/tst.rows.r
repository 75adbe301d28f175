                   FUNCTION:NAME
                          :BEGIN onetwo 2
                          :BEGIN newline

                          :BEGIN 

-- @@stderr --
dtrace: script 'compat-tests/run/printf/tst.rows.d' matched 4 probes
