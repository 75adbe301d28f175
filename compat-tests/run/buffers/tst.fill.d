/* A buffer of 64 bytes: END's eight are put aside, and seven records of eight fit. Then tracing ends. */
#pragma D option quiet
#pragma D option bufpolicy=fill
#pragma D option bufsize=64
#pragma D option statusrate=20ms

int n;

tick-10ms
{
	printf("%d\n", n++);
}

END
{
	printf("end %d\n", n);
}
