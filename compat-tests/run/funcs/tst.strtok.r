[usr][share][dict]
1
key:=value
1

