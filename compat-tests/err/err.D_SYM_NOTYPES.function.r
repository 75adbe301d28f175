-- @@stderr --
dtrace: failed to compile script compat-tests/err/err.D_SYM_NOTYPES.function.d: [D_SYM_NOTYPES] line 6: no symbolic type information is available for `_stext: No type information available for symbol
