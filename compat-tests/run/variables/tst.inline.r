10 20 hello 49

