/* A store may leave the piece that was allotted, but not scratch memory. */
#pragma D option quiet
#pragma D option scratchsize=64

BEGIN
{
	this->p = (char *)alloca(8);
	this->p[8] = 'a';
	this->p[63] = 'b';
	printf("%c%c\n", this->p[8], this->p[63]);
	this->p[64] = 'c';
	printf("not reached\n");
}

BEGIN
{
	this->p = (char *)alloca(57);
	printf("room\n");
	this->p = (char *)alloca(1);
	printf("not reached\n");
}

BEGIN
{
	this->p = (char *)alloca(-1);
	printf("not reached\n");
}

ERROR
{
	printf("code %d\n", arg4);
}

END
{
	printf("end\n");
}

BEGIN
{
	exit(0);
}
