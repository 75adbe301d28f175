3 // no comment

