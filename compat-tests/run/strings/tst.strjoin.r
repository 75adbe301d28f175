[ab]
[x]
[one,two,three]

