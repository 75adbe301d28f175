Linux

