-- @@stderr --
dtrace: failed to compile script compat-tests/err/err.D_SYNTAX.predicate-without-body.d: [D_SYNTAX] line 3: expected actions { } following probe description and predicate
