1 0

-- @@stderr --
dtrace: [DTRACEDROP_DYNAMIC] N dynamic variable drops
