/* 0 frees a string; a string that is not set equals NULL, in arrays and in predicates too. */
#pragma D option quiet

BEGIN
{
	host[1] = "sun";
	self->name = "dtrace";
	printf("%d %d %d\n", host[1] != NULL, host[2] == NULL, self->name == NULL);
	host[1] = 0;
	self->name = 0;
	printf("%d %d\n", host[1] == NULL, self->name == NULL);
}

BEGIN
/self->name != NULL/
{
	printf("never\n");
}

BEGIN
{
	exit(0);
}
