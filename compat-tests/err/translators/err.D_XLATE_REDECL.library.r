-- @@stderr --
dtrace: failed to compile script compat-tests/err/translators/err.D_XLATE_REDECL.library.d: [D_XLATE_REDECL] line 1: translator from struct task_struct * to psinfo_t has already been declared
