/* Declarations alone are no program. */
int x;
typedef int number;
