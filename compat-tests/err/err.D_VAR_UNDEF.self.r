-- @@stderr --
dtrace: failed to compile script compat-tests/err/err.D_VAR_UNDEF.self.d: [D_VAR_UNDEF] line 4: self->nosuch has not yet been declared or assigned
