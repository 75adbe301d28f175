-- @@stderr --
dtrace: failed to compile script compat-tests/err/translators/err.D_PROTO_ARG.uregs.d: [D_PROTO_ARG] line 1: uregs[ ] argument #1 is incompatible with prototype:
	prototype: integer constant
	 argument: int
