                   FUNCTION:NAME
                          :BEGIN begin 1
                          :BEGIN begin 2
                      :tick-10ms tick
                            :END end 1
                            :END end 2

-- @@stderr --
dtrace: script 'compat-tests/run/begin-end/tst.order.d' matched 5 probes
