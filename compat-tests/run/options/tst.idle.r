accepted

