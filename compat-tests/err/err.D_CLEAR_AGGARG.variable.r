-- @@stderr --
dtrace: failed to compile script compat-tests/err/err.D_CLEAR_AGGARG.variable.d: [D_CLEAR_AGGARG] line 4: clear( ) argument #1 is incompatible with prototype:
	prototype: aggregation
	 argument: pid_t
