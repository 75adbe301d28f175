this is kept

