/* Keys: integers of every size in 3, 5, 8 and 16 columns, strings in 50, several in one tuple. */
#pragma D option quiet

BEGIN
{
	@a[(char)7] = count();
	@b[(short)300] = count();
	@c[-70000] = count();
	@d[-5000000000] = count();
	@e["text"] = count();
	@f["two", 2, (char)3] = count();
	@g["a string that is longer than the fifty columns it is given"] = count();
	exit(0);
}
