#!/bin/sh
# Sixteen processes, ten commits each, two lines that are equal: nothing of the other 990 calls.
sort | uniq -c | awk 'NF == 3 { n++; if ($1 != 2 || $3 % 100) bad++ } END { print n, bad + 0 }'
