an address
a number

