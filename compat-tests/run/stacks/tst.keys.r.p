#!/bin/sh
# Names of functions depend on the kernel: each in its columns becomes one word.
awk '/^              [a-z0-9_]+`[A-Za-z0-9_.]+(\+0x[0-9a-f]+)?$/ { print "FRAME"; next }
     match($0, /^  [a-z0-9_]+`[A-Za-z0-9_.]+ *  */) && length($0) >= 69 { print "SYMBOL" substr($0, 53); next }
     match($0, /^  vmlinux  */) { print "MODULE" substr($0, 53); next }
     { print }'
