/*
 * strtok() goes on where it was, from clause to clause of one firing; what is left over is not seen by the next probe.
 */
#pragma D option quiet

BEGIN
{
	printf("[%s]", strtok("/usr//share/dict", "/"));
	printf("[%s]", strtok(NULL, "/"));
}

BEGIN
{
	printf("[%s]\n", strtok(NULL, "/"));
	printf("%d\n", strtok(NULL, "/") == NULL);
}

BEGIN
{
	rest = "key=value; more";
	printf("%s:", strtok(rest, "="));
	printf("%s\n", strtok(NULL, ";"));
}

tick-1ms
{
	printf("%d\n", strtok(NULL, " ") == NULL);
	exit(0);
}
