-- @@stderr --
dtrace: failed to compile script compat-tests/err/err.D_EMPTY.declarations.d: [D_EMPTY] line 4: empty D program translation unit
