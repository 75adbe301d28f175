/* Network addresses: their families and hardware types of Linux, and the types of illumos' <inet/ip.h>. */

typedef uint32_t ipaddr_t;
typedef struct in6_addr in6_addr_t;

inline int AF_UNSPEC = 0;
inline int AF_UNIX = 1;
inline int AF_INET = 2;
inline int AF_INET6 = 10;
inline int AF_NETLINK = 16;

inline int ARPHRD_ETHER = 1;
inline int ARPHRD_INFINIBAND = 32;
