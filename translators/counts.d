/* For the counters of sysinfo and vminfo. */

inline uint64_t __pairs[uint64_t n] = n - ((n >> 1) & 0x5555555555555555);
inline uint64_t __nibbles[uint64_t n] = (n & 0x3333333333333333) + ((n >> 2) & 0x3333333333333333);
inline uint64_t __bytes[uint64_t n] = (n + (n >> 4)) & 0x0f0f0f0f0f0f0f0f;

/* How many bits are set. */
inline int __ones[uint64_t n] = (__bytes[__nibbles[__pairs[n]]] * 0x0101010101010101) >> 56;

/* How many processors a set has, of the first 256. */
inline int __cpus[struct cpumask *M] =
	sizeof(struct cpumask) < 32 ? __ones[M->bits[0]] :
	__ones[M->bits[0]] + __ones[M->bits[1]] + __ones[M->bits[2]] + __ones[M->bits[3]];

/* __GFP_HIGHMEM, __GFP_MOVABLE and __GFP_ZERO: for processes, and zeros. */
inline int __GFP_USER_ZERO = 0x02 | 0x08 | 0x100;
