-- @@stderr --
dtrace: failed to compile script compat-tests/err/places/err.D_ARR_BOUNDS.constant.d: [D_ARR_BOUNDS] line 7: index outside array bounds: 3, max is 3
