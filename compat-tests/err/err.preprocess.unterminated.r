-- @@stderr --
compat-tests/err/err.preprocess.unterminated.d:6: error: no macro name given in #define directive
compat-tests/err/err.preprocess.unterminated.d:5: error: unterminated #if
dtrace: failed to compile script compat-tests/err/err.preprocess.unterminated.d: Preprocessor failed to process input program
