perl 500
