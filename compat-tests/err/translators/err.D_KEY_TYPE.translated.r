-- @@stderr --
dtrace: failed to compile script compat-tests/err/translators/err.D_KEY_TYPE.translated.d: [D_KEY_TYPE] line 1: pointer to translated data expression may not be used as aggregation index: key #1
