/* trunc() keeps the greatest, or with a negative number the smallest, or nothing. */
#pragma D option quiet

BEGIN
{
	@a["w"] = sum(1); @a["x"] = sum(2); @a["y"] = sum(3); @a["z"] = sum(4);
	@b["w"] = sum(1); @b["x"] = sum(2); @b["y"] = sum(3); @b["z"] = sum(4);
	@c["w"] = sum(1); @c["x"] = sum(2);
	@d["w"] = sum(1); @d["x"] = sum(2);
	trunc(@a, 2);
	trunc(@b, -3);
	trunc(@c);
	trunc(@d, 9);
	exit(0);
}
