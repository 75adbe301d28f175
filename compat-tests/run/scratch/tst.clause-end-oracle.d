/* @@runtest-opts: -x dialect=oracle */
/* Scratch memory is gone when its clause ends; the next one begins at the same place. */
#pragma D option quiet

BEGIN
{
	kept = (char *)alloca(3);
	kept[2] = 'x';
	printf("%c\n", kept[2]);
}

BEGIN
{
	printf("%c is not reached\n", kept[2]);
}

BEGIN
{
	again = alloca(12);
	printf("%d\n", again == (void *)kept);
	next = alloca(1);
	printf("%d\n", (long)next - (long)again);
	kept[23] = 'y';
	kept[24] = 'z';
}

ERROR
{
	printf("clause %d, code %d\n", arg2, arg4);
}

BEGIN
{
	exit(0);
}
