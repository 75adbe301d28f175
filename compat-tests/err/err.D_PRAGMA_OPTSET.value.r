-- @@stderr --
dtrace: failed to compile script compat-tests/err/err.D_PRAGMA_OPTSET.value.d: [D_PRAGMA_OPTSET] line 2: failed to set option 'strsize' to 'many': Invalid value for specified option
