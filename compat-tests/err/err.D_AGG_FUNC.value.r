-- @@stderr --
dtrace: failed to compile script compat-tests/err/err.D_AGG_FUNC.value.d: [D_AGG_FUNC] line 4: @a must be assigned the result of an aggregating function
