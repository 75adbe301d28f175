/* Structs of different types are not assigned to each other, however alike. */
struct s { int x; } a;
struct t { int x; } b;

BEGIN
{
	a = b;
	exit(0);
}
