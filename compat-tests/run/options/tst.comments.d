/* Comments to the end of a line and in blocks; a slash that divides in a predicate. */
#pragma D option quiet

BEGIN
/8 / 4 == 2/ // a predicate
{
	x = 6 /* block */ / 2; // rest
	printf("%d // no comment\n", x);
	exit(0); /* * / ** */
}
