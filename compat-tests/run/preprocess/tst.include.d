/*
 * Files beside the script, and headers that scripts for Solaris include.
 * @@runtest-opts: -C
 */
#pragma D option quiet

#include "limits.h"
#include "limits.h"
#include <sys/file.h>
#include <sys/byteorder.h>
#include <sys/types.h>

BEGIN
{
	printf("%d %d %x %d\n", MOST, FREAD | FWRITE, BSWAP_16(0x1234), B_FALSE);
	exit(0);
}
