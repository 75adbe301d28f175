/*
 * What a constant condition leaves out is not looked at: actions, and aggregations with other keys.
 */
#pragma D option quiet

inline int OPT_names = 1;
inline int OPT_times = 0;

BEGIN
{
	OPT_times ? printf("%-14s ", "TIME") : 1;
	OPT_names ? printf("%s\n", "NAME") : 1;
	OPT_names ? @counts["a", 1] = sum(2) : (@counts["a"] = sum(2));
	OPT_times == 1 && OPT_names ? printf("no %d\n", "text") : 1;
	printa("%s %d %@d\n", @counts);
	exit(0);
}
