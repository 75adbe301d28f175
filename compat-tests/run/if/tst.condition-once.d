/* A condition is looked at once, even if its branch changes what it tests. */
#pragma D option quiet

BEGIN
{
	n = 0;
	if (n == 0) {
		n = 1;
		printf("first\n");
	} else {
		printf("never\n");
	}
	if (n++ == 1)
		printf("%d\n", n);
	@a["if"] = count();
	if (n == 2)
		@a["inside"] = count();
	else
		@a["never"] = count();
	exit(0);
}
