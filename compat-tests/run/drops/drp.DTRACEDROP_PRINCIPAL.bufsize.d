/* More records than the buffer holds, before anybody reads them. */
#pragma D option quiet
#pragma D option bufsize=4k
#pragma D option strsize=3k

BEGIN
{
	s = "x";
}

BEGIN
/0/
{
	s = copyinstr(1);
}

BEGIN
{
	printf("%s\n", s);
}

BEGIN
{
	printf("%s\n", s);
}

BEGIN
{
	printf("%s\n", s);
}

BEGIN
{
	printf("%s\n", s);
}

BEGIN
{
	printf("%s\n", s);
}

BEGIN
{
	printf("%s\n", s);
}

BEGIN
{
	printf("%s\n", s);
}

BEGIN
{
	printf("%s\n", s);
}

BEGIN
{
	printf("%s\n", s);
}

BEGIN
{
	printf("%s\n", s);
}

BEGIN
{
	printf("%s\n", s);
}

BEGIN
{
	printf("%s\n", s);
}

BEGIN
{
	printf("%s\n", s);
}

BEGIN
{
	printf("%s\n", s);
}

BEGIN
{
	printf("%s\n", s);
}

BEGIN
{
	printf("%s\n", s);
}

BEGIN
{
	printf("%s\n", s);
}

BEGIN
{
	printf("%s\n", s);
}

BEGIN
{
	printf("%s\n", s);
}

BEGIN
{
	printf("%s\n", s);
}

BEGIN
{
	printf("%s\n", s);
}

BEGIN
{
	printf("%s\n", s);
}

BEGIN
{
	printf("%s\n", s);
}

BEGIN
{
	printf("%s\n", s);
}

BEGIN
{
	printf("%s\n", s);
}

BEGIN
{
	printf("%s\n", s);
}

BEGIN
{
	printf("%s\n", s);
}

BEGIN
{
	printf("%s\n", s);
}

BEGIN
{
	printf("%s\n", s);
}

BEGIN
{
	printf("%s\n", s);
}

BEGIN
{
	printf("%s\n", s);
}

BEGIN
{
	printf("%s\n", s);
}

BEGIN
{
	printf("%s\n", s);
}

BEGIN
{
	printf("%s\n", s);
}

BEGIN
{
	printf("%s\n", s);
}

BEGIN
{
	printf("%s\n", s);
}

BEGIN
{
	printf("%s\n", s);
}

BEGIN
{
	printf("%s\n", s);
}

BEGIN
{
	printf("%s\n", s);
}

BEGIN
{
	printf("%s\n", s);
}

BEGIN
{
	n = 1;
}

tick-100ms
{
	exit(0);
}
