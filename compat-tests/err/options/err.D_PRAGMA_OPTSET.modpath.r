-- @@stderr --
dtrace: failed to compile script compat-tests/err/options/err.D_PRAGMA_OPTSET.modpath.d: [D_PRAGMA_OPTSET] line 2: failed to set option 'modpath' to '/lib/modules': Option cannot be used from within a D program
