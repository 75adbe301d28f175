10 in time

