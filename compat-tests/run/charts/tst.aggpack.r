

              key  min .------------. max  | count
            small    0 : xx         : 1024 | 2
            large    0 :       v  x : 1024 | 2

  min .------------. max  | count
    0 :  X         : 100  | 1
