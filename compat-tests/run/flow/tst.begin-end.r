FUNCTION                                 
| :BEGIN                                          1
| :BEGIN                                  

-- @@stderr --
dtrace: script 'compat-tests/run/flow/tst.begin-end.d' matched 2 probes
