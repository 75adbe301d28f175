-- @@stderr --
dtrace: failed to compile script compat-tests/err/options/err.D_PRAGMA_INVAL.attributes.d: [D_PRAGMA_INVAL] line 3: invalid attributes specified by #pragma attributes
