vmlinux`vfs_read vmlinux`vfs_read+{ptr}
  vmlinux`vfs_read                                  
1

