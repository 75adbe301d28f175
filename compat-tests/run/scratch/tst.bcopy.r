abcdefgh def
16

