#!/bin/sh
# 4 KiB are 512 records of eight bytes on each CPU that the process was on, in order, up to the last.
awk '/^-- / { exit } NF { n++; if ($1 <= last) bad++; last = $1 } END { print last, (n >= 512), bad + 0 }'
