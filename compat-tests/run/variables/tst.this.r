42 carried
43

