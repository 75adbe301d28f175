/* trace(): 16, 8, 5 or 3 columns by size; illumos has no sign below four bytes. */
BEGIN
{
	trace((char)-3);
}

BEGIN
{
	trace((unsigned char)200);
}

BEGIN
{
	trace((short)-300);
}

BEGIN
{
	trace(-70000);
}

BEGIN
{
	trace((unsigned int)4000000000);
}

BEGIN
{
	trace(-5000000000);
}

BEGIN
{
	trace(18446744073709551615u);
}

BEGIN
{
	trace(1ll);
}

BEGIN
{
	exit(0);
}
