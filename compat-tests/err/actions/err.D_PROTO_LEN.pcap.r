-- @@stderr --
dtrace: failed to compile script compat-tests/err/actions/err.D_PROTO_LEN.pcap.d: [D_PROTO_LEN] line 4: pcap( ) prototype mismatch: 1 arg passed, 2 expected
