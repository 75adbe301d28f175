perl 1

