-- @@stderr --
dtrace: failed to compile script compat-tests/err/options/err.D_ATTR_MIN.clause.d: [D_ATTR_MIN] line 7: attributes for clause (Unstable/Unstable/Common) are less than predefined minimum
