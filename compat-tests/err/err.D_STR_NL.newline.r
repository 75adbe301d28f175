-- @@stderr --
dtrace: failed to compile script compat-tests/err/err.D_STR_NL.newline.d: [D_STR_NL] line 5: newline encountered in string literal
