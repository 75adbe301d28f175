/* Options that may change while tracing: they rule what follows, in the same record too. */
BEGIN
{
	trace(1);
	setopt("quiet", "yes");
	trace(2);
}

BEGIN
{
	printf("\nquiet %d\n", 3);
	setopt("quiet", "no");
}

BEGIN
{
	trace(4);
	setopt("flowindent");
}

BEGIN
{
	trace(5);
	setopt("flowindent", "no");
	setopt("aggsortrev", "on");
	@["less"] = sum(1);
	@["more"] = sum(2);
	printa(@);
	exit(0);
}
