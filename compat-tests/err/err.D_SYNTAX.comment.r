-- @@stderr --
dtrace: failed to compile script compat-tests/err/err.D_SYNTAX.comment.d: [D_SYNTAX] line 6: end-of-file encountered before matching */
