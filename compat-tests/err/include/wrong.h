/* Included by err.D_SYNTAX.included.d. */

inline int x = ;
