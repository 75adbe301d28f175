/* Integers, pointers and strings compared; no row for a clause whose predicate is false. */
#pragma D option quiet

BEGIN
/0/
{
	printf("never\n");
}

BEGIN
/1/
{
	printf("one\n");
	n = 3;
}

BEGIN
/n == 3 && probename == "BEGIN"/
{
	printf("both\n");
}

BEGIN
/n > 3 || execname != "dtrace"/
{
	printf("never\n");
}

BEGIN
/n/
{
	printf("n\n");
}

BEGIN
/!n/
{
	printf("never\n");
}

BEGIN
/n / 3 == 1/
{
	printf("division\n");
	exit(0);
}
