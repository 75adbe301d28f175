/* A whole value: assigned, and a translation within a translation. Members left out are zero. */
#pragma D option quiet

struct inner { char name[8]; short code; };
struct outer { long id; struct inner part; int unset; int low : 4; int high : 4; };

translator struct inner < int n > {
	name = "part";
	code = n * 10;
};

translator struct outer < int n > {
	id = n;
	part = xlate <struct inner> (n + 1);
	low = 5;
	high = 3;
};

struct outer made;

BEGIN
{
	made.unset = 99;
	made = xlate <struct outer> (7);
	printf("%d %s %d %d %d %d\n", made.id, stringof(made.part.name), made.part.code,
	    made.unset, made.low, made.high);
	printf("%d\n", xlate <struct outer *> (4)->part.code);
	exit(0);
}
