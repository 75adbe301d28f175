-- @@stderr --
dtrace: failed to compile script compat-tests/err/err.D_MACRO_UNUSED.argument.d: [D_MACRO_UNUSED] line 8: extraneous argument 'one' ($1 is not referenced)
