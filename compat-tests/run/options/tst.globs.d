/*
 * Globs and sets in every field; empty fields match anything; a number is a probe id.
 */
#pragma D option quiet

dtrace:::BEG*, dtr?ce:::B[DEF]GIN, d*:::BEGI[!A]
{
	@matched = count();
}

:::BEGIN, 1, BEGIN
{
	@matched = count();
}

dtrace:::BEGIN
{
	exit(0);
}
