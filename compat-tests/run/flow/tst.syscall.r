FUNCTION                                 
 => getppid                               
  | getppid:entry                                 1
 <= getppid                                       2

-- @@stderr --
dtrace: script 'compat-tests/run/flow/tst.syscall.d' matched 3 probes
dtrace: pid NNN has exited
