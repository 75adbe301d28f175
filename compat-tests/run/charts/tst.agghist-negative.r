

              key  ------------- Distribution ------------- count    
             down                @@@@@|                     -10      
               up                     |@@@@@@@@@@@@@@@      30       
