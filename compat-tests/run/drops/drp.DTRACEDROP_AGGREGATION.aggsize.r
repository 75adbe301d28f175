
keys 1
-- @@stderr --
dtrace: [DTRACEDROP_AGGREGATION] N aggregation drops on CPU N
