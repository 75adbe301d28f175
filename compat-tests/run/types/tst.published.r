vmlinux`max_pfn vmlinux`linux_banner+{ptr}
1 1
1 1
Linux version
Li
1
1
enum system_states SYSTEM_RUNNING

