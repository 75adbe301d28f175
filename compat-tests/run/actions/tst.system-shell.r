 e9
y

