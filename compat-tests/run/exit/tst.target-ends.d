/* The run ends when the command of -c does; END runs. */
#pragma D option quiet

/* @@trigger: /bin/true */
END
{
	printf("end %d\n", $target != 0);
}
