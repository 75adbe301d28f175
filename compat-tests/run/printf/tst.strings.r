plain|
   right|
left    |
cut|
     bot|
bot     |
longer|
none|
|
BEGIN|
abc|

