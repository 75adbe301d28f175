BEGIN { trace(xlate <fileinfo_t> (curthread).fi_name); }
