-- @@stderr --
dtrace: failed to compile script compat-tests/err/err.D_PROTO_ARG.strlen.d: [D_PROTO_ARG] line 4: strlen( ) argument #1 is incompatible with prototype:
	prototype: char *
	 argument: int
