-- @@stderr --
dtrace: failed to compile script compat-tests/err/speculation/err.D_AGG_SPEC.count.d: [D_AGG_SPEC] line 5: aggregating actions may not follow speculate( )
