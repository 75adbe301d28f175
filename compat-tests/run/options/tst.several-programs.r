                   FUNCTION:NAME
                          :BEGIN script
                          :BEGIN name
                          :BEGIN predicate
                          :BEGIN provider
                            :END provider

-- @@stderr --
dtrace: script 'compat-tests/run/options/tst.several-programs.d' matched 1 probe
dtrace: description 'BEGIN ' matched 1 probe
dtrace: description 'BEGIN ' matched 1 probe
dtrace: description 'dtrace ' matched 3 probes
