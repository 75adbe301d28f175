-- @@stderr --
dtrace: failed to compile script compat-tests/err/err.D_STACK_SIZE.frames.d: [D_STACK_SIZE] line 4: stack( ) argument #1 must be a non-zero positive integer constant
