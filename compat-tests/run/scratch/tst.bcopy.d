/* Copies between strings, and pieces of scratch memory, with sizes known and not known. */
#pragma D option quiet

BEGIN
{
	n = 3;
	this->a = (char *)alloca(16);
	this->b = (char *)alloca(n + 5);
	bcopy("abcdefgh", this->a, 9);
	bcopy(this->a + n, this->b, n);
	this->b[n] = '\0';
	printf("%s %s\n", stringof(this->a), stringof(this->b));
	printf("%d\n", (int)(this->b - this->a));
	exit(0);
}
