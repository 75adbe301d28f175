#!/usr/bin/awk -f
/^  [a-z]/ { name = $1 }
/\|/ { total += $NF }
END { print name, total }
