-- @@stderr --
dtrace: failed to compile script compat-tests/err/err.D_PRED_SCALAR.string.d: [D_PRED_SCALAR] line 5: predicate result must be of scalar type
