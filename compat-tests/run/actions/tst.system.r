one
two 2 BEGIN
three
four %

