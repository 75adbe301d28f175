

FRAME
                1
SYMBOL                1
MODULE                1
SYMBOL        5                1
