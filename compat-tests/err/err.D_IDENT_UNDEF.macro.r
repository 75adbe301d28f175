-- @@stderr --
dtrace: failed to compile script compat-tests/err/err.D_IDENT_UNDEF.macro.d: [D_IDENT_UNDEF] line 14: failed to resolve nosuch: Unknown variable name
