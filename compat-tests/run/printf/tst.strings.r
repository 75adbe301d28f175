plain|
   right|
left    |
cut|
     bot|
bot     |
longer|
|
|
BEGIN|
abc|

