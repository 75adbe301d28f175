/* The result of an action is no key. */
BEGIN
{
	a[exit(0)] = 1;
}
