/*
 * Networks: families and hardware types of Linux, the types of illumos' <inet/ip.h>, and what the
 * providers ip, tcp and udp need to know of a packet.
 */

typedef uint32_t ipaddr_t;
typedef struct in6_addr in6_addr_t;
typedef uint64_t netstackid_t;

inline int AF_UNSPEC = 0;
inline int AF_UNIX = 1;
inline int AF_INET = 2;
inline int AF_INET6 = 10;
inline int AF_NETLINK = 16;

inline int ARPHRD_ETHER = 1;
inline int ARPHRD_INFINIBAND = 32;

/* The first argument of providers of network protocols. */
typedef struct conninfo {
	string ci_local;
	string ci_remote;
	string ci_protocol;
} conninfo_t;

inline int __ETH_P_IP = 0x0800;
inline int __ETH_P_IPV6 = 0x86dd;
inline int __is_ip[struct sk_buff *S] =
	ntohs(S->protocol) == __ETH_P_IP || ntohs(S->protocol) == __ETH_P_IPV6;

/* IFF_SLAVE. What goes through these devices has been seen on the device above them, too. */
inline int __is_lower[struct net_device *D] = (D->flags & 0x800) != 0 ||
	(D->priv_flags & (IFF_BRIDGE_PORT | IFF_TEAM_PORT)) != 0;
inline int __is_tagged[struct sk_buff *S] =
	defined(S->vlan_all) ? S->vlan_all != 0 : S->vlan_tci != 0;

/* A packet that is given to a device, and its header. */
inline int __is_sent[struct sk_buff *S] =
	__is_ip[S] && !__is_tagged[S] && !__is_lower[S->dev];
inline struct iphdr *__sent[struct sk_buff *S] = (struct iphdr *)(S->head + S->network_header);

/* A packet that comes from a device, unless it is for another host (PACKET_OTHERHOST), and its header. */
inline int __is_received[struct sk_buff *S] = __is_ip[S] && S->pkt_type != 3 &&
	(S->dev->priv_flags & (IFF_BRIDGE_PORT | IFF_OVS_DATAPATH)) == 0;
inline struct iphdr *__received[struct sk_buff *S] = (struct iphdr *)S->data;

/* Of either version: by its first four bits. */
inline int __ip_version[struct iphdr *I] = *(uint8_t *)I >> 4;
inline struct iphdr *__v4[struct iphdr *I] = __ip_version[I] == 4 ? I : (struct iphdr *)NULL;
inline struct ipv6hdr *__v6[struct iphdr *I] =
	__ip_version[I] == 6 ? (struct ipv6hdr *)I : (struct ipv6hdr *)NULL;

/* Of a packet, or of the first of its fragments, which has the header of its protocol. */
inline int __ip_protocol[struct iphdr *I] =
	__ip_version[I] == 6 ? ((struct ipv6hdr *)I)->nexthdr :
	(ntohs(I->frag_off) & 0x1fff) == 0 ? I->protocol : -1;
inline uintptr_t __payload[struct iphdr *I] =
	(uintptr_t)I + (__ip_version[I] == 6 ? 40 : (*(uint8_t *)I & 15) * 4);

/* Of more than 65535 bytes, before they are cut into segments, the header says 0. */
inline uint32_t __said_bytes[struct iphdr *I] =
	__ip_version[I] == 6 ? ntohs(((struct ipv6hdr *)I)->payload_len) : ntohs(I->tot_len);
inline uint32_t __payload_bytes[struct sk_buff *S, struct iphdr *I] =
	__said_bytes[I] == 0 ? S->len - (uint32_t)(__payload[I] - (uintptr_t)S->data) :
	__said_bytes[I] - (__ip_version[I] == 6 ? 0 : (*(uint8_t *)I & 15) * 4);

/* What this host makes itself has come from no device. */
inline int __is_own[struct sk_buff *S] = S->skb_iif == 0;

inline string __source[struct iphdr *I] = __ip_version[I] == 6 ?
	inet_ntoa6(&((struct ipv6hdr *)I)->saddr) : inet_ntoa(&I->saddr);
inline string __destination[struct iphdr *I] = __ip_version[I] == 6 ?
	inet_ntoa6(&((struct ipv6hdr *)I)->daddr) : inet_ntoa(&I->daddr);

/* The ends of a connection. */
inline string __local[struct sock_common *C] = C->skc_family == AF_INET6 ?
	inet_ntoa6(&C->skc_v6_rcv_saddr) : inet_ntoa(&C->skc_rcv_saddr);
inline string __remote[struct sock_common *C] = C->skc_family == AF_INET6 ?
	inet_ntoa6(&C->skc_v6_daddr) : inet_ntoa(&C->skc_daddr);

/* Segments that the kernel handles as one packet. */
inline int __segments[struct sk_buff *S] =
	((struct skb_shared_info *)(S->head + S->end))->gso_segs > 1 ?
	((struct skb_shared_info *)(S->head + S->end))->gso_segs : 1;
