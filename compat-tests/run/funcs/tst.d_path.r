/proc/sys
/
perl

