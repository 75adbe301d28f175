/* Names that came after D 1.0 may be variables of a program that asks for D 1.0. */
#pragma D option quiet
#pragma D option version=1.0

int strstr;
string json;

BEGIN
{
	strstr = 7;
	json = "text";
	printf("%d %s %d\n", strstr, json, strlen("abc"));
	exit(0);
}
