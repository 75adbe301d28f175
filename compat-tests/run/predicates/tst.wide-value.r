high
highest

