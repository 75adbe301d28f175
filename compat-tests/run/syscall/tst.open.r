/nonexistent/file -1 -1 2

