GET|

