/* Thread-locals beyond what a thread's storage holds. */
#pragma D option quiet
#pragma D option strsize=4096

struct page { char bytes[50000]; int n; };
self struct page a, b;
self string s1, s2, s3, s4;
self int last;

BEGIN
{
	self->a.n = 3;
	self->b.bytes[3] = 4;
	self->b.n = 7;
	self->b = self->a;
	self->a = 0;
	self->last = 5;
	self->last++;
	printf("%d %d %d %d\n", self->a.n, self->b.bytes[3], self->b.n, self->last);
}

BEGIN
{
	self->s1 = self->s2 = self->s3 = self->s4 = strjoin(probename, probename);
	self->s3 = NULL;
	printf("%s %s %d %d\n", self->s1, self->s4, self->s3 == NULL, self->s2 == self->s4);
	exit(0);
}
