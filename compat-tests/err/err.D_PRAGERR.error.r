-- @@stderr --
dtrace: failed to compile script compat-tests/err/err.D_PRAGERR.error.d: [D_PRAGERR] line 2: #error: stop here 
