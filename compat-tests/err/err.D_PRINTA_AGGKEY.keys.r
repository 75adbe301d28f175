-- @@stderr --
dtrace: failed to compile script compat-tests/err/err.D_PRINTA_AGGKEY.keys.d: [D_PRINTA_AGGKEY] line 6: printa( ): @a and @b do not have matching key signatures: @a has 1 key, @b has 2 keys
