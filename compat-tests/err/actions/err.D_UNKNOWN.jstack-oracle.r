-- @@stderr --
dtrace: failed to compile script compat-tests/err/actions/err.D_UNKNOWN.jstack-oracle.d: [D_UNKNOWN] line 7: jstack( ) is refused: it is not implemented (yet)
