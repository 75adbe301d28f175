w 5
x 6
w 0
x 0
w 0
x 1


           value  ------------- Distribution ------------- count    
              -1 |                                         0        
               0 |                                         0        
               1 |                                         0        


