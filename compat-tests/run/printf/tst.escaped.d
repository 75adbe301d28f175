/* %S shows what does not print as escapes of C, and marks the end of the string. */
#pragma D option quiet

BEGIN
{
	printf("%S|\n", "tab\t");
	printf("%S|\n", "\n\r\a");
	printf("%S|\n", "\001\177");
	exit(0);
}
