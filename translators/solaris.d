/* Types of Solaris that scripts name and Linux does not have. */

typedef int boolean_t;
typedef long long hrtime_t;
typedef char *caddr_t;
typedef long clock_t;
typedef long long offset_t;

inline int B_FALSE = 0;
inline int B_TRUE = 1;
