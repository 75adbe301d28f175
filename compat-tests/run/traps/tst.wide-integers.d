/* Variables that are taken or declared as int keep 64 bits: old scripts put times and offsets into them. */
#pragma D option quiet

int offsets[string];
self int last;

BEGIN
{
	start = 0;
	start = 1234567890123;
	offsets["disk"] = 98765432109876;
	self->last = 5000000000;
	printf("%d %d\n", 1234567890999 - start, 98765432109999 - offsets["disk"]);
	printf("%d\n", self->last / 1000);
	exit(0);
}
