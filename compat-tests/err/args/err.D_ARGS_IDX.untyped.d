/* Timers tell no types of their arguments. */
tick-1s
{
	trace(args[0]);
}
