/* %Y and %T: dates in nanoseconds since 1970; suite runs in UTC. */
#pragma D option quiet

BEGIN
{
	printf("%Y|\n", (uint64_t)0);
	printf("%Y|\n", 1234567890000000000);
	printf("%T|\n", 1234567890000000000);
	printf("%24Y|\n", 1234567890123456789);
	printf("%-24Y|\n", 951782400000000000);
	exit(0);
}
