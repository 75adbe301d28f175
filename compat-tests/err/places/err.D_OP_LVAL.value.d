/* A member of a value that is no variable is no variable either. */
struct s { int x; } a, b;
int i;

BEGIN
{
	(i ? a : b).x = 1;
	exit(0);
}
