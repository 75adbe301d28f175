-- @@stderr --
dtrace: failed to compile script compat-tests/err/err.D_SYNTAX.loop.d: [D_SYNTAX] line 4: syntax error near "while"
