-- @@stderr --
dtrace: failed to compile script compat-tests/err/err.D_UNKNOWN.ddi_pathname.d: [D_UNKNOWN] line 4: ddi_pathname( ) is refused: Linux has no device tree of dev_info nodes
