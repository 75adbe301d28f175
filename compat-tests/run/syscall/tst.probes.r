syscall getppid entry
glob
syscall getppid return

