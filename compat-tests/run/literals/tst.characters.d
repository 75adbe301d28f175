/* Character constants: one byte, escapes, and several bytes packed with the first one highest. */
#pragma D option quiet

BEGIN
{
	printf("%d %d %d\n", 'a', '\n', '\0');
	printf("%d %d %d %d\n", '\t', '\\', '\v', '"');
	printf("%d %d %d\n", '\101', '\x41', '\7');
	printf("%x %x\n", 'ab', 'abcd');
	printf("%x\n", 'abcdefgh');
	printf("%d\n", sizeof ('a'));
	exit(0);
}
