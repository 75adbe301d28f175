-- @@stderr --
dtrace: failed to compile script compat-tests/err/err.D_PRINTF_ARG_TYPE.number.d: [D_PRINTF_ARG_TYPE] line 4: printf( ) argument #2 is incompatible with conversion #1 prototype:
	conversion: %d
	 prototype: char, short, int, long, or long long
	  argument: string
