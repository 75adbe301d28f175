/* Storing 0 frees an element: with dynvarsize for a few, thousands fit one after another. */
#pragma D option quiet

#pragma D option dynvarsize=16k

int n;

tick-1ms
/n < 400/
{
	a[n, "first"] = 1;
	b[n] = n;
	self->x = n;
	a[n, "first"] = 0;
	b[n] = 0;
	self->x = 0;
	n++;
}

tick-1ms
/n == 400/
{
	printf("%d %d\n", a[399, "first"], b[399]);
	exit(0);
}
