#!/bin/sh
# Members that every kernel has, whose values are known.
grep -E "task_struct \{|^    pid_t pid = |^    char \[16\] comm = |^}"
