lines 1
-- @@stderr --
dtrace: [DTRACEDROP_PRINCIPAL] N drops on CPU N
