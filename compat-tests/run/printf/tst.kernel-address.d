/* %a shows a kernel address that has no name in hexadecimal. */
#pragma D option quiet

BEGIN
{
	printf("%a|%10a|%-6a|\n", 1, 2, 3);
	exit(0);
}
