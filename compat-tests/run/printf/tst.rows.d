/*
 * Outside of quiet mode a row begins with the probe, ends with a newline of its own, and each clause that
 * records has a row.
 */
BEGIN
{
	printf("one");
	printf("two %d", 2);
}

BEGIN
{
	printf("newline\n");
}

BEGIN
{
	x = 1;
}

BEGIN
{
	exit(0);
}
