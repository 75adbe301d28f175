null /dev devtmpfs /dev
0 1
<none> 0
/ 1
/

