-- @@stderr --
dtrace: failed to compile script compat-tests/err/err.D_AGG_REDEF.functions.d: [D_AGG_REDEF] line 5: aggregation redefined: @a
	 current: @a = sum( )
	previous: @a = count( ) : line 4
