#!/bin/sh
# A program takes its record's place a little before or after its time: interrupts may come in between.
awk 'NF { if ($1 + 1000000 < last) bad++; last = $1; n++ } END { print (n > 50), bad + 0 }'
