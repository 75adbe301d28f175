/*
 * An index beyond an array of the kernel: Oracle's dialect looks at it.
 * @@runtest-opts: -xdialect=oracle
 */
#pragma D option quiet

BEGIN
{
	i = 15;
	trace(curthread->comm[i]);
	i++;
	trace(curthread->comm[i]);
}

ERROR
{
	printf("%d %d\n", arg4, arg5);
	exit(0);
}
