-- @@stderr --
dtrace: failed to compile script compat-tests/err/buffers/err.D_PRAGMA_OPTSET.policy.d: [D_PRAGMA_OPTSET] line 2: failed to set option 'bufpolicy' to 'spin': Invalid value for specified option
