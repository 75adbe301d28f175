-- @@stderr --
dtrace: failed to compile script compat-tests/err/actions/err.D_PRINT_VOID.cast.d: [D_PRINT_VOID] line 4: print( ) may not be applied to a void expression
