-- @@stderr --
dtrace: failed to compile script compat-tests/err/options/err.D_PRAGMA_OPTSET.encoding.d: [D_PRAGMA_OPTSET] line 2: failed to set option 'encoding' to 'ebcdic': Invalid value for specified option
