-- @@stderr --
dtrace: failed to compile script compat-tests/err/err.D_CG_EXPR.stack.d: [D_CG_EXPR] line 4: tracing function stack( ) may not be called from a D expression (D program context required)
