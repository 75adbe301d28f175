                   FUNCTION:NAME
                          :BEGIN   -3
                          :BEGIN  200
                          :BEGIN   -300
                          :BEGIN      -70000
                          :BEGIN  4000000000
                          :BEGIN          -5000000000
                          :BEGIN  18446744073709551615
                          :BEGIN                    1
                          :BEGIN 

-- @@stderr --
dtrace: script 'compat-tests/run/trace/tst.integers-oracle.d' matched 9 probes
