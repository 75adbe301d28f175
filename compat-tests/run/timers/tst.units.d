/* Rates in every unit; a bare number is a frequency. Each of the fast ones fires about as often. */
#pragma D option quiet

tick-100 { hz++; }
tick-100hz { hertz++; }
tick-10000us { us++; }
tick-10000usec { usec++; }
tick-10000000ns { ns++; }
tick-10000000nsec { nsec++; }
tick-10ms { ms++; }
tick-10msec { msec++; }
tick-1s, tick-1sec, tick-1m, tick-1min, tick-1h, tick-1hour, tick-1d, tick-1day { slow++; }

inline int good[int n] = n >= 40 && n <= 60;

tick-505ms
{
	printf("%d %d %d %d\n", good[hz], good[hertz], good[us], good[usec]);
	printf("%d %d %d %d\n", good[ns], good[nsec], good[ms], good[msec]);
	printf("%d\n", slow);
	exit(0);
}
