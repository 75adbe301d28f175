/*
 * BEGIN comes first and END last, wherever they stand; clauses of one probe in their order.
 */
END
{
	printf("end 1");
}

tick-10ms
{
	printf("tick");
	exit(0);
}

BEGIN
{
	printf("begin 1");
}

END
{
	printf("end 2");
}

BEGIN
{
	printf("begin 2");
}
