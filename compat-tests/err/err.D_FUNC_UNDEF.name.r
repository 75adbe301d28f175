-- @@stderr --
dtrace: failed to compile script compat-tests/err/err.D_FUNC_UNDEF.name.d: [D_FUNC_UNDEF] line 4: undefined function name: nosuch
