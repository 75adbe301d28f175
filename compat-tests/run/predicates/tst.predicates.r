one
both
n
division

