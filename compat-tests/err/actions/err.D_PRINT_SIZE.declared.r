-- @@stderr --
dtrace: failed to compile script compat-tests/err/actions/err.D_PRINT_SIZE.declared.d: [D_PRINT_SIZE] line 9: print( ) argument #1 reference has type 'struct secret' with size 0; cannot print( ) it.
