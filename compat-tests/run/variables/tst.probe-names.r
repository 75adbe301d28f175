[dtrace] [] [] [BEGIN]
1 1
1 2
END 2 3

