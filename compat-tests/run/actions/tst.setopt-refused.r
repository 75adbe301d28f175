
-- @@stderr --
dtrace: error on enabled probe ID 1 (ID 1: dtrace:::BEGIN): couldn't set option "sandwich" to "1": Invalid option name

dtrace: error on enabled probe ID 1 (ID 1: dtrace:::BEGIN): couldn't set option "quiet" to "perhaps": Invalid value for specified option

dtrace: error on enabled probe ID 1 (ID 1: dtrace:::BEGIN): couldn't set option "strsize" to "1k": Operation illegal when tracing is active

dtrace: error on enabled probe ID 1 (ID 1: dtrace:::BEGIN): couldn't set option "stackindent" to "deep": Invalid value for specified option

