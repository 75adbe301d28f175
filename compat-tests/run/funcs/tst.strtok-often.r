abcdefghij|klmnopqrst|uvwxyzABCD|EFGHIJKLMN|OPQRSTUVWX|YZ01234567|89abcdefgh|ijklmnopqr|stuvwxyzAB|CDEFGHIJKL|

