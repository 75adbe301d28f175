-- @@stderr --
dtrace: failed to compile script compat-tests/err/err.D_IDENT_UNDEF.symbol.d: [D_IDENT_UNDEF] line 6: failed to resolve `no_such_symbol: Unknown symbol name
