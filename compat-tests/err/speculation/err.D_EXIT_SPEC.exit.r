-- @@stderr --
dtrace: failed to compile script compat-tests/err/speculation/err.D_EXIT_SPEC.exit.d: [D_EXIT_SPEC] line 5: exit( ) may not follow speculate( )
