                   FUNCTION:NAME
                          :BEGIN  253
                          :BEGIN  200
                          :BEGIN  65236
                          :BEGIN    -70000
                          :BEGIN  -294967296
                          :BEGIN       -5000000000
                          :BEGIN                -1
                          :BEGIN                 1
                          :BEGIN 

-- @@stderr --
dtrace: script 'compat-tests/run/trace/tst.integers.d' matched 9 probes
