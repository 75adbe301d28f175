/*
 * What is wrong in an included file is said with its name and line.
 * @@runtest-opts: -C
 */
#include "include/wrong.h"

BEGIN
{
	exit(0);
}
