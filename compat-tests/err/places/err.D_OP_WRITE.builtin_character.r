-- @@stderr --
dtrace: failed to compile script compat-tests/err/places/err.D_OP_WRITE.builtin_character.d: [D_OP_WRITE] line 4: operator = can only be applied to a writable variable
