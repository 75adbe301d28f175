/*
 * trace() of Oracle's dialect: room for the longest value, with the sign of the type.
 * @@runtest-opts: -xdialect=oracle
 */
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
