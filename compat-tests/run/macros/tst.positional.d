/* Arguments: integers, words, strings; $$ makes a string of any; $0 is the script. */
#pragma D option quiet

/* @@runtest-opts: 42 0x10 probename "two words" 10ms */
BEGIN
{
	printf("%d %d\n", $1 + 1, $2);
	printf("%s [%s] [%s] [%s]\n", $3, $4, $$4, $$1);
	printf("%s\n", basename($$0));
}

tick-$5
{
	printf("%s\n", probename);
	exit(0);
}
