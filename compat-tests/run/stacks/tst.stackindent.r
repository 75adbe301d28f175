
   FRAME
[
     FRAME
]1

