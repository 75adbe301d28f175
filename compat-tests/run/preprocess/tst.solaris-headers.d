/*
 * Headers of the system's: ours, of which D can read everything.
 * @@runtest-opts: -C
 */
#pragma D option quiet

#include <sys/errno.h>
#include <sys/signal.h>
#include <sys/stat.h>
#include <sys/param.h>
#include <sys/time.h>
#include <netinet/in.h>

BEGIN
{
	printf("%d %d %d %d\n", EINTR, SIGKILL, S_ISDIR(040755), S_ISREG(040755));
	printf("%d %d %d\n", MAXPATHLEN, NANOSEC / MILLISEC, IPPROTO_UDP);
	exit(0);
}
