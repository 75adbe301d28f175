/* A bit-field has no address. */
struct { int b : 3; } v;

BEGIN
{
	trace((int)&v.b);
	exit(0);
}
