/* As many bytes are recorded as the constant says, and as many shown as the last argument. */
#pragma D option quiet

BEGIN
{
	p = (char *)alloca(8);
	bcopy("abcdefg", p, 8);
	n = 3;
	tracemem(p, 8);
	tracemem(p, 8, n);
	tracemem(p, 8, n - 3);
	tracemem(p, 8, -1);
	tracemem(p, 8, 100);
	exit(0);
}
