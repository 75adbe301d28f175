-- @@stderr --
dtrace: failed to compile script compat-tests/err/translators/err.D_XLATE_NOCONV.library.d: [D_XLATE_NOCONV] line 1: translator does not define conversion for member: pr_pctmem
