/* A string that was never set is empty and equals NULL; storing 0 frees one. */
#pragma D option quiet

string never;

BEGIN
{
	printf("[%s] %d\n", never, never == NULL);
	s = "set";
	printf("%d\n", s == NULL);
	s = 0;
	printf("%d\n", s == NULL);
	exit(0);
}
