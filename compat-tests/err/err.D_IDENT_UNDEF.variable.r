-- @@stderr --
dtrace: failed to compile script compat-tests/err/err.D_IDENT_UNDEF.variable.d: [D_IDENT_UNDEF] line 4: failed to resolve nosuch: Unknown variable name
