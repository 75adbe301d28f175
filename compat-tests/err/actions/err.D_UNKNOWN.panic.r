-- @@stderr --
dtrace: failed to compile script compat-tests/err/actions/err.D_UNKNOWN.panic.d: [D_UNKNOWN] line 4: panic( ) is refused: no BPF program may bring the kernel down
