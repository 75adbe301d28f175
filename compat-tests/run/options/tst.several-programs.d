/*
 * -n, -P, -f and -m add clauses to those of a script, in the order of the command line; each text has its own count.
 * @@nosort
 * @@runtest-opts: -n 'BEGIN { printf("name"); }' -n 'BEGIN /1/ { printf("predicate"); }' -P 'dtrace /probename != "ERROR"/ { printf("provider"); exit(0); }' 
 */
BEGIN
{
	printf("script");
}
