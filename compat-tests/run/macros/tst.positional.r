43 16
BEGIN [two words] [two words] [42]
tst.positional.d
tick-10ms

