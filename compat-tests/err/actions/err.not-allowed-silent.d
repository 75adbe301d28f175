/* Actions that record nothing count, too. */
BEGIN
{
	printf("not seen\n");
}

tick-1s
{
	raise(0);
}
