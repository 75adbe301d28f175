/*
 * Rates in every unit; a bare number is a frequency. Each of the fast ones fires about as often, once all of them do.
 */
#pragma D option quiet

int on;

tick-100 /on/ { hz++; }
tick-100hz /on/ { hertz++; }
tick-10000us /on/ { us++; }
tick-10000usec /on/ { usec++; }
tick-10000000ns /on/ { ns++; }
tick-10000000nsec /on/ { nsec++; }
tick-10ms /on/ { ms++; }
tick-10msec /on/ { msec++; }
tick-1s, tick-1sec, tick-1m, tick-1min, tick-1h, tick-1hour, tick-1d, tick-1day /!on/ { slow++; }

inline int good[int n] = n >= 40 && n <= 60;

tick-505ms
/on/
{
	printf("%d %d %d %d\n", good[hz], good[hertz], good[us], good[usec]);
	printf("%d %d %d %d\n", good[ns], good[nsec], good[ms], good[msec]);
	printf("%d\n", slow);
	exit(0);
}

tick-505ms
{
	on = 1;
}
