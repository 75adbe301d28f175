-- @@stderr --
dtrace: failed to compile script compat-tests/err/actions/err.D_PROTO_ARG.setopt.d: [D_PROTO_ARG] line 5: setopt( ) argument #1 is incompatible with prototype:
	prototype: char *
	 argument: int
