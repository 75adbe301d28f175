/* The parts of a clause that has an if share its scratch memory. */
#pragma D option quiet

BEGIN
{
	this->a = (char *)alloca(8);
	this->a[0] = 'a';
	if (pid > 0) {
		this->b = (char *)alloca(8);
		this->b[0] = 'b';
	}
	printf("%c%c\n", this->a[0], this->b[0]);
	exit(0);
}
