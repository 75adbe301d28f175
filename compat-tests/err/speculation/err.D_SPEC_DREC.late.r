-- @@stderr --
dtrace: failed to compile script compat-tests/err/speculation/err.D_SPEC_DREC.late.d: [D_SPEC_DREC] line 5: speculate( ) may not follow data-recording action(s)
