BEGIN { x = (long)curlwpsinfo; }
