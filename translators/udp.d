/* The udp provider's arguments. */

#pragma D depends_on library ip.d

typedef struct udpinfo {
	uint16_t udp_sport;
	uint16_t udp_dport;
	uint16_t udp_length;		/* header and data */
	uint16_t udp_checksum;
	struct udphdr *udp_hdr;
} udpinfo_t;

typedef struct udpsinfo {
	uintptr_t udps_addr;		/* the socket, where it is known */
	uint16_t udps_lport;
	uint16_t udps_rport;
	string udps_laddr;
	string udps_raddr;
} udpsinfo_t;

translator udpinfo_t < struct udphdr *U > {
	udp_sport = ntohs(U->source);
	udp_dport = ntohs(U->dest);
	udp_length = ntohs(U->len);
	udp_checksum = ntohs(U->check);
	udp_hdr = U;
};

/* __extra[0]: has this end sent it? */
inline struct udphdr *__udp[struct iphdr *I] = (struct udphdr *)__payload[I];

translator udpsinfo_t < struct iphdr *I > {
	udps_addr = __extra[1];
	udps_lport = __extra[0] ? ntohs(__udp[I]->source) : ntohs(__udp[I]->dest);
	udps_rport = __extra[0] ? ntohs(__udp[I]->dest) : ntohs(__udp[I]->source);
	udps_laddr = __extra[0] ? __source[I] : __destination[I];
	udps_raddr = __extra[0] ? __destination[I] : __source[I];
};
