BEGIN { trace((pid ? curpsinfo : curpsinfo)->pr_pid); }
