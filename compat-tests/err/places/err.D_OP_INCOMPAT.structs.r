-- @@stderr --
dtrace: failed to compile script compat-tests/err/places/err.D_OP_INCOMPAT.structs.d: [D_OP_INCOMPAT] line 7: operands have incompatible types: "struct s" = "struct t"
