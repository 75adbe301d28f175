blue

