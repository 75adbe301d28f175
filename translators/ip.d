/* The ip provider's arguments (Dynamic Tracing Guide, "ip Provider"). */

#pragma D depends_on library net.d

inline int IPPROTO_IP = 0;
inline int IPPROTO_HOPOPTS = 0;
inline int IPPROTO_ICMP = 1;
inline int IPPROTO_IGMP = 2;
inline int IPPROTO_GGP = 3;
inline int IPPROTO_ENCAP = 4;
inline int IPPROTO_TCP = 6;
inline int IPPROTO_EGP = 8;
inline int IPPROTO_PUP = 12;
inline int IPPROTO_UDP = 17;
inline int IPPROTO_IDP = 22;
inline int IPPROTO_DCCP = 33;
inline int IPPROTO_IPV6 = 41;
inline int IPPROTO_ROUTING = 43;
inline int IPPROTO_FRAGMENT = 44;
inline int IPPROTO_RSVP = 46;
inline int IPPROTO_GRE = 47;
inline int IPPROTO_ESP = 50;
inline int IPPROTO_AH = 51;
inline int IPPROTO_ICMPV6 = 58;
inline int IPPROTO_NONE = 59;
inline int IPPROTO_DSTOPTS = 60;
inline int IPPROTO_OSPF = 89;
inline int IPPROTO_PIM = 103;
inline int IPPROTO_SCTP = 132;
inline int IPPROTO_UDPLITE = 136;
inline int IPPROTO_RAW = 255;
inline int IPPROTO_MAX = 256;

typedef struct pktinfo {
	uintptr_t pkt_addr;		/* the sk_buff */
} pktinfo_t;

typedef struct csinfo {
	uintptr_t cs_addr;		/* the socket */
	uint64_t cs_cid;
	pid_t cs_pid;
	zoneid_t cs_zoneid;
} csinfo_t;

typedef struct ipinfo {
	uint8_t ip_ver;
	uint32_t ip_plength;		/* bytes after the header */
	string ip_saddr;
	string ip_daddr;
} ipinfo_t;

typedef struct ifinfo {
	string if_name;
	int8_t if_local;		/* the loopback device */
	netstackid_t if_ipstack;	/* the network namespace */
	uintptr_t if_addr;		/* the net_device */
} ifinfo_t;

/* Of packets of the other version, all is 0. */
typedef struct ipv4info {
	uint8_t ipv4_ver;
	uint8_t ipv4_ihl;		/* bytes */
	uint8_t ipv4_tos;
	uint16_t ipv4_length;
	uint16_t ipv4_ident;
	uint8_t ipv4_flags;		/* 4: don't fragment, 2: more fragments */
	uint16_t ipv4_offset;		/* of a fragment, in units of 8 bytes */
	uint8_t ipv4_ttl;
	uint8_t ipv4_protocol;
	string ipv4_protostr;
	uint16_t ipv4_checksum;
	ipaddr_t ipv4_src;
	ipaddr_t ipv4_dst;
	string ipv4_saddr;
	string ipv4_daddr;
	struct iphdr *ipv4_hdr;
} ipv4info_t;

typedef struct ipv6info {
	uint8_t ipv6_ver;
	uint8_t ipv6_tclass;
	uint32_t ipv6_flow;
	uint16_t ipv6_plen;
	uint8_t ipv6_nexthdr;
	string ipv6_nextstr;
	uint8_t ipv6_hlim;
	in6_addr_t *ipv6_src;
	in6_addr_t *ipv6_dst;
	string ipv6_saddr;
	string ipv6_daddr;
	struct ipv6hdr *ipv6_hdr;
} ipv6info_t;

translator pktinfo_t < struct sk_buff *S > {
	pkt_addr = (uintptr_t)S;
};

/* A socket may belong to several processes: there is no cs_pid. */
translator csinfo_t < struct sock *K > {
	cs_addr = (uintptr_t)K;
	cs_cid = (uint64_t)K;
	cs_zoneid = 0;
};

translator ipinfo_t < struct iphdr *I > {
	ip_ver = I == NULL ? 0 : __ip_version[I];
	ip_plength = I == NULL ? 0 : __payload_bytes[(struct sk_buff *)arg0, I];
	ip_saddr = I == NULL ? "<unknown>" : __source[I];
	ip_daddr = I == NULL ? "<unknown>" : __destination[I];
};

/* Of what a connection has just received: it is for this end, and without data. */
translator ipinfo_t < struct sock_common *C > {
	ip_ver = C->skc_family == AF_INET6 ? 6 : 4;
	ip_plength = 20;
	ip_saddr = __remote[C];
	ip_daddr = __local[C];
};

/* IFF_LOOPBACK. */
translator ifinfo_t < struct net_device *D > {
	if_name = D == NULL ? "<null>" : stringof(D->name);
	if_local = D != NULL && (D->flags & 8) != 0;
	if_ipstack = D == NULL ? 0 : (netstackid_t)D->nd_net.net;
	if_addr = (uintptr_t)D;
};

inline string __protocol_text[int P] =
	P == IPPROTO_TCP ? "TCP" :
	P == IPPROTO_UDP ? "UDP" :
	P == IPPROTO_ICMP ? "ICMP" :
	P == IPPROTO_ICMPV6 ? "ICMPV6" :
	P == IPPROTO_IGMP ? "IGMP" :
	P == IPPROTO_ENCAP ? "IP-IN-IP" :
	P == IPPROTO_IPV6 ? "IPv6" :
	P == IPPROTO_ROUTING ? "ROUTE" :
	P == IPPROTO_ESP ? "ESP" :
	P == IPPROTO_AH ? "AH" :
	P == IPPROTO_OSPF ? "OSPF" :
	P == IPPROTO_SCTP ? "SCTP" :
	P == IPPROTO_RAW ? "RAW" :
	lltostr(P);

translator ipv4info_t < struct iphdr *I > {
	ipv4_ver = I == NULL ? 0 : 4;
	ipv4_ihl = I == NULL ? 0 : (*(uint8_t *)I & 15) * 4;
	ipv4_tos = I == NULL ? 0 : I->tos;
	ipv4_length = I == NULL ? 0 : ntohs(I->tot_len);
	ipv4_ident = I == NULL ? 0 : ntohs(I->id);
	ipv4_flags = I == NULL ? 0 : (ntohs(I->frag_off) >> 12) & 14;
	ipv4_offset = I == NULL ? 0 : ntohs(I->frag_off) & 0x1fff;
	ipv4_ttl = I == NULL ? 0 : I->ttl;
	ipv4_protocol = I == NULL ? 0 : I->protocol;
	ipv4_protostr = I == NULL ? "<null>" : __protocol_text[I->protocol];
	ipv4_checksum = I == NULL ? 0 : ntohs(I->check);
	ipv4_src = I == NULL ? 0 : I->saddr;
	ipv4_dst = I == NULL ? 0 : I->daddr;
	ipv4_saddr = I == NULL ? "<null>" : inet_ntoa(&I->saddr);
	ipv4_daddr = I == NULL ? "<null>" : inet_ntoa(&I->daddr);
	ipv4_hdr = I;
};

translator ipv6info_t < struct ipv6hdr *I > {
	ipv6_ver = I == NULL ? 0 : 6;
	ipv6_tclass = I == NULL ? 0 : (ntohl(*(uint32_t *)I) >> 20) & 0xff;
	ipv6_flow = I == NULL ? 0 : ntohl(*(uint32_t *)I) & 0xfffff;
	ipv6_plen = I == NULL ? 0 : ntohs(I->payload_len);
	ipv6_nexthdr = I == NULL ? 0 : I->nexthdr;
	ipv6_nextstr = I == NULL ? "<null>" : __protocol_text[I->nexthdr];
	ipv6_hlim = I == NULL ? 0 : I->hop_limit;
	ipv6_src = I == NULL ? NULL : &I->saddr;
	ipv6_dst = I == NULL ? NULL : &I->daddr;
	ipv6_saddr = I == NULL ? "<null>" : inet_ntoa6(&I->saddr);
	ipv6_daddr = I == NULL ? "<null>" : inet_ntoa6(&I->daddr);
	ipv6_hdr = I;
};
