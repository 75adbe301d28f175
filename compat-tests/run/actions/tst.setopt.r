                   FUNCTION:NAME
                          :BEGIN         12
quiet 3

                          :BEGIN         4
| :BEGIN                                          5
  more                                                              2
  less                                                              1


-- @@stderr --
dtrace: script 'compat-tests/run/actions/tst.setopt.d' matched 4 probes
