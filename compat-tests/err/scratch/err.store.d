/* An address of the kernel is not to be written. */
#pragma D option quiet
BEGIN
{
	p = (int *)0;
	*p = 1;
	exit(0);
}
ERROR
{
	printf("code %d, address %d\n", arg4, arg5);
	exit(1);
}
