/* Keys of several types; elements are apart, and zero until set. */
#pragma D option quiet

BEGIN
{
	a[1, "one"] = 10;
	a[1, "two"] = 20;
	a[2, "one"] = 30;
	printf("%d %d %d %d\n", a[1, "one"], a[1, "two"], a[2, "one"], a[2, "two"]);
	name["x"] = "ex";
	name["y"] = strjoin(name["x"], "y");
	printf("[%s] [%s] %d\n", name["x"], name["y"], name["z"] == NULL);
	b[-1] = 7;
	printf("%d %d\n", b[-1], b[1]);
	k[(char)1, (short)2, 3, 4ll] = 5;
	printf("%d\n", k[(char)1, (short)2, 3, 4ll]);
	exit(0);
}
