/* Integers wrap around at their size. */
#pragma D option quiet

int i;
unsigned short h;
uint64_t u;

BEGIN
{
	i = 2147483647;
	i++;
	h = 65535;
	h += 2;
	u = 0;
	u--;
	printf("%d %d %u\n", i, h, u);
	l = 9223372036854775807;
	l++;
	printf("%d\n", l);
	exit(0);
}
