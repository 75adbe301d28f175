-- @@stderr --
dtrace: failed to compile script compat-tests/err/speculation/err.D_COMM_COMM.twice.d: [D_COMM_COMM] line 5: commit( ) may not follow commit( )
