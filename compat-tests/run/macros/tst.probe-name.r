BEGIN
tick-20

