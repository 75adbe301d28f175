-- @@stderr --
dtrace: failed to compile script compat-tests/err/err.D_PRAGCTL_INVAL.include.d: [D_PRAGCTL_INVAL] line 2: invalid control directive: #include
