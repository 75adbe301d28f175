-- @@stderr --
dtrace: failed to compile script compat-tests/err/translators/err.D_CAST_INVAL.translated.d: [D_CAST_INVAL] line 1: invalid cast expression: "pointer to translated data" to "long"
