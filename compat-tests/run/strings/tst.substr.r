[cdef] [bcd] [abcdef]
[ef] [cd]
[] [] []
[def] [bcd]

