/* NULL compares as the empty string, but there is nothing to print or to measure. */
#pragma D option quiet

string global;
this string part;

BEGIN
{
	global = NULL;
	this->part = NULL;
	printf("%d %d %d\n", global == NULL, global == "", this->part == NULL);
}

BEGIN
{
	printf("[%s]\n", global);
}

BEGIN
{
	trace(strlen(this->part));
}

BEGIN
{
	global = "set";
	this->part = global;
	printf("[%s] %d\n", global, strlen(this->part));
	exit(0);
}

ERROR
{
	printf("fault %d at %x\n", arg4, arg5);
}
