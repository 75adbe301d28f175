/* Empty braces give a bare row; a body that records nothing gives none. */
BEGIN
{
}

BEGIN
{
	x = 1;
	@ = count();
}

BEGIN
{
	exit(0);
}
