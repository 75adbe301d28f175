-- @@stderr --
dtrace: failed to compile script compat-tests/err/options/err.D_PRAGMA_OPTSET.version.d: [D_PRAGMA_OPTSET] line 2: failed to set option 'version' to '9.9': Requested version is not supported by compiler
