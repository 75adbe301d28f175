-- @@stderr --
dtrace: failed to compile script compat-tests/err/translators/err.D_XLATE_NONE.input.d: [D_XLATE_NONE] line 1: cannot translate from "struct task_struct *" to "fileinfo_t"
