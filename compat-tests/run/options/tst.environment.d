/* setenv and unsetenv make the environment of what -c starts. */
/* @@runtest-opts: -q -xsetenv=COLOUR=blue -xsetenv=SIZE=7 -xunsetenv=SIZE -c '/usr/bin/printenv COLOUR SIZE' */

BEGIN
{
	started = 1;
}
