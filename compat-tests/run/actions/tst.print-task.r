                          :BEGIN struct task_struct {
    pid_t pid = {ptr}
    char [16] comm = [ "dtrace" ]
}
