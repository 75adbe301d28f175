/*
 * An array of characters in kernel memory is text where text is wanted, and bytes else.
 */
#pragma D option quiet

BEGIN
{
	printf("%s|%10s|%-3.2s|\n", curthread->comm, curthread->comm, curthread->comm);
	printf("%d\n", strlen(curthread->comm) == strlen(execname));
	printf("%s\n", strjoin(curthread->comm, "!"));
	printf("%d %d\n", sizeof(curthread->comm), curthread->comm[0]);
	self->name = stringof(curthread->comm);
	@seen[stringof(curthread->comm)] = count();
	printa("%s %@d\n", @seen);
	trace(curthread->comm);
	exit(0);
}

END
/self->name == "dtrace"/
{
	printf("\nsame\n");
}
