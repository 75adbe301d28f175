/* Included by tst.include.d, twice. */
#ifndef LIMITS_H
#define LIMITS_H
inline int LIMIT = 3;
#define MOST LIMIT * 2
#endif
