1 2 0 0

-- @@stderr --
dtrace: [DTRACEDROP_SPECUNAVAIL] 2 failed speculations (no speculative buffer available)
