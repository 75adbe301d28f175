-- @@stderr --
dtrace: failed to compile script compat-tests/err/translators/err.D_REGS_IDX.negative.d: [D_REGS_IDX] line 1: index -1 is out of range for array uregs
