-- @@stderr --
dtrace: failed to compile script compat-tests/err/places/err.D_ADDROF_BITFIELD.variable.d: [D_ADDROF_BITFIELD] line 6: cannot take address of bit-field
