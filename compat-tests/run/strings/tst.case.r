ABZ[`{@9 abz[`{@9
[]

