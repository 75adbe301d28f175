-- @@stderr --
dtrace: failed to compile script compat-tests/err/err.D_MACRO_UNDEF.name.d: [D_MACRO_UNDEF] line 4: macro variable $nosuch is not defined
