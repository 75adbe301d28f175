/* Memory of a process: its own program name by copyinstr and copyin. */
#pragma D option quiet

syscall::execve:return
/0/
{
	printf("%s", copyinstr(arg0));
}

BEGIN
{
	printf("compiled\n");
	exit(0);
}
