-- @@stderr --
dtrace: failed to compile script compat-tests/err/scratch/err.D_PROTO_ARG.string.d: [D_PROTO_ARG] line 6: bcopy( ) argument #2 is incompatible with prototype:
	prototype: alloca pointer
	 argument: non-alloca pointer
