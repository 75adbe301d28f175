-- @@stderr --
dtrace: failed to set -x grabanon: Option is not supported: there is no anonymous tracing
