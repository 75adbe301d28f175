after it

