/* At the end aggregations come in the order in which the program first names them. */
#pragma D option quiet

BEGIN
{
	@zebra = count();
	@ant = sum(2);
	@mole = max(3);
	exit(0);
}
