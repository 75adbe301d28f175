-- @@stderr --
dtrace: failed to compile script compat-tests/err/err.D_PROTO_ARG.keys.d: [D_PROTO_ARG] line 5: a[ ] key #1 is incompatible with prototype:
	prototype: string
	      key: int
