-- @@stderr --
dtrace: could not enable tracing: CPU 65535 is not online
