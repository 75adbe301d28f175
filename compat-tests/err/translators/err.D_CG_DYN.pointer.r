-- @@stderr --
dtrace: failed to compile script compat-tests/err/translators/err.D_CG_DYN.pointer.d: [D_CG_DYN] line 1: expression cannot evaluate to result of dynamic type
