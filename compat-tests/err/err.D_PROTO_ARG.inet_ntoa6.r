-- @@stderr --
dtrace: failed to compile script compat-tests/err/err.D_PROTO_ARG.inet_ntoa6.d: [D_PROTO_ARG] line 8: inet_ntoa6( ) argument #2 is incompatible with prototype:
	prototype: integer constant
	 argument: int
