-- @@stderr --
dtrace: failed to compile script compat-tests/err/err.D_PRINTA_AGGARG.variable.d: [D_PRINTA_AGGARG] line 4: printa( ) argument #2 is incompatible with prototype:
	prototype: aggregation
	 argument: pid_t
