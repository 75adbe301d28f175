/*
 * A symbol without a type in the kernel's own description may be given one.
 */
#pragma D option quiet

extern unsigned char _stext;

BEGIN
{
	this->byte = `_stext;
	printf("%d %d\n", this->byte == *(unsigned char *)&`_stext, sizeof(`_stext));
	exit(0);
}

ERROR
{
	exit(1);
}
