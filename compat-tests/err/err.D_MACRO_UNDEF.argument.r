-- @@stderr --
dtrace: failed to compile script compat-tests/err/err.D_MACRO_UNDEF.argument.d: [D_MACRO_UNDEF] line 4: macro argument $1 is not defined
