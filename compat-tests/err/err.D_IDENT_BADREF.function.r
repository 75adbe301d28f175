-- @@stderr --
dtrace: failed to compile script compat-tests/err/err.D_IDENT_BADREF.function.d: [D_IDENT_BADREF] line 4: function 'strlen' may not be referenced as scalar
