/* In quiet mode trace() writes bare values, with nothing between or behind them. */
#pragma D option quiet

BEGIN
{
	trace(1);
	trace("text");
	trace(-2ll);
	trace((char)3);
}

BEGIN
{
	trace("next\n");
	exit(0);
}
