/*
 * Lines are those of the script, whatever was included or joined before.
 * @@runtest-opts: -C
 */
#include <sys/file.h>
#define TWO(a, b) \
	trace(a); \
	trace(b)

BEGIN
{
	TWO(FREAD,
	    FWRITE);
	trace(nosuch);
}
