-- @@stderr --
dtrace: failed to compile script compat-tests/err/err.D_PRAGMA_OPTSET.unknown.d: [D_PRAGMA_OPTSET] line 2: failed to set option 'nosuch': Invalid option name
