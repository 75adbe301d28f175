-- @@stderr --
dtrace: failed to compile script compat-tests/err/err.D_OP_INCOMPAT.assignment.d: [D_OP_INCOMPAT] line 5: operands have incompatible types: "int" = "string"
