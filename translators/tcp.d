/* The tcp provider's arguments (Dynamic Tracing Guide, "tcp Provider"). */

#pragma D depends_on library ip.d

inline int TH_FIN = 0x01;
inline int TH_SYN = 0x02;
inline int TH_RST = 0x04;
inline int TH_PUSH = 0x08;
inline int TH_PSH = 0x08;
inline int TH_ACK = 0x10;
inline int TH_URG = 0x20;
inline int TH_ECE = 0x40;
inline int TH_CWR = 0x80;

inline int TCP_MIN_HEADER_LENGTH = 20;

inline int TCP_STATE_CLOSED = -6;
inline int TCP_STATE_IDLE = -5;
inline int TCP_STATE_BOUND = -4;
inline int TCP_STATE_LISTEN = -3;
inline int TCP_STATE_SYN_SENT = -2;
inline int TCP_STATE_SYN_RECEIVED = -1;
inline int TCP_STATE_ESTABLISHED = 0;
inline int TCP_STATE_CLOSE_WAIT = 1;
inline int TCP_STATE_FIN_WAIT_1 = 2;
inline int TCP_STATE_CLOSING = 3;
inline int TCP_STATE_LAST_ACK = 4;
inline int TCP_STATE_FIN_WAIT_2 = 5;
inline int TCP_STATE_TIME_WAIT = 6;

inline string tcp_state_string[int S] =
	S == TCP_STATE_CLOSED ? "state-closed" :
	S == TCP_STATE_IDLE ? "state-idle" :
	S == TCP_STATE_BOUND ? "state-bound" :
	S == TCP_STATE_LISTEN ? "state-listen" :
	S == TCP_STATE_SYN_SENT ? "state-syn-sent" :
	S == TCP_STATE_SYN_RECEIVED ? "state-syn-received" :
	S == TCP_STATE_ESTABLISHED ? "state-established" :
	S == TCP_STATE_CLOSE_WAIT ? "state-close-wait" :
	S == TCP_STATE_FIN_WAIT_1 ? "state-fin-wait-1" :
	S == TCP_STATE_CLOSING ? "state-closing" :
	S == TCP_STATE_LAST_ACK ? "state-last-ack" :
	S == TCP_STATE_FIN_WAIT_2 ? "state-fin-wait-2" :
	S == TCP_STATE_TIME_WAIT ? "state-time-wait" :
	"<unknown>";

/* The states of Linux, by number: TCP_ESTABLISHED is 1. */
inline int __tcp_state[int S] =
	S == 1 ? TCP_STATE_ESTABLISHED :
	S == 2 ? TCP_STATE_SYN_SENT :
	S == 3 ? TCP_STATE_SYN_RECEIVED :
	S == 4 ? TCP_STATE_FIN_WAIT_1 :
	S == 5 ? TCP_STATE_FIN_WAIT_2 :
	S == 6 ? TCP_STATE_TIME_WAIT :
	S == 8 ? TCP_STATE_CLOSE_WAIT :
	S == 9 ? TCP_STATE_LAST_ACK :
	S == 10 ? TCP_STATE_LISTEN :
	S == 11 ? TCP_STATE_CLOSING :
	S == 12 ? TCP_STATE_SYN_RECEIVED :
	S == 13 ? TCP_STATE_BOUND :
	TCP_STATE_CLOSED;

typedef struct tcpinfo {
	uint16_t tcp_sport;
	uint16_t tcp_dport;
	uint32_t tcp_seq;
	uint32_t tcp_ack;
	uint8_t tcp_offset;		/* where the data begins, in bytes */
	uint8_t tcp_flags;
	uint16_t tcp_window;
	uint16_t tcp_checksum;
	uint16_t tcp_urgent;
	uintptr_t tcp_hdr;
} tcpinfo_t;

typedef struct tcpsinfo {
	uintptr_t tcps_addr;		/* the socket */
	int tcps_local;			/* both ends have the same address */
	int tcps_active;
	uint16_t tcps_lport;
	uint16_t tcps_rport;
	string tcps_laddr;
	string tcps_raddr;
	int tcps_state;
	uint32_t tcps_iss;
	uint32_t tcps_irs;
	uint32_t tcps_suna;
	uint32_t tcps_smax;
	uint32_t tcps_snxt;
	uint32_t tcps_rack;
	uint32_t tcps_rnxt;
	uint32_t tcps_swnd;		/* bytes, as all windows */
	int32_t tcps_snd_ws;
	uint32_t tcps_swl1;
	uint32_t tcps_swl2;
	uint32_t tcps_rwnd;
	int32_t tcps_rcv_ws;
	uint32_t tcps_cwnd;
	uint32_t tcps_cwnd_ssthresh;
	uint32_t tcps_sack_fack;
	uint32_t tcps_sack_snxt;
	uint32_t tcps_rto;		/* ms, as all times */
	uint32_t tcps_mss;
	int tcps_retransmit;
	uint32_t tcps_rtt;
	uint32_t tcps_rtt_sd;
} tcpsinfo_t;

/* The state before. */
typedef struct tcplsinfo {
	int tcps_state;
} tcplsinfo_t;

inline struct tcphdr *__tcp[struct iphdr *I] = (struct tcphdr *)__payload[I];
inline uint8_t __tcp_flags[struct iphdr *I] = *(uint8_t *)(__payload[I] + 13);
inline uint8_t __tcp_offset[uintptr_t T] = (*(uint8_t *)(T + 12) >> 4) * 4;
inline uint32_t __tcp_bytes[struct sk_buff *S, struct iphdr *I] =
	__payload_bytes[S, I] - __tcp_offset[__payload[I]];

/*
 * Not those for connections that are being accepted (TCP_NEW_SYN_RECV) or have been closed
 * (TCP_TIME_WAIT), which are small, nor those of the kernel for answers in nobody's name (SOCK_RAW).
 */
inline int __is_connection[struct sock *K] = K != NULL && K->__sk_common.skc_state != 12 &&
	K->__sk_common.skc_state != 6 && K->sk_type == 1;

/* Whether a connection sends what it has sent before. */
inline int __is_repeated[struct sock *K, struct sk_buff *S, struct iphdr *I] = __is_connection[K] &&
	(__tcp_bytes[S, I] != 0 || (__tcp_flags[I] & (TH_SYN | TH_FIN)) != 0) &&
	(int)(ntohl(__tcp[I]->seq) - ((struct tcp_sock *)K)->snd_nxt) < 0;

/* Linux's number. What is sent without a connection is the answer to a SYN, a reset, or for an old one. */
inline int __sent_state[struct sock *K, struct iphdr *I] =
	__is_connection[K] ? K->__sk_common.skc_state :
	(__tcp_flags[I] & TH_SYN) != 0 ? 3 : (__tcp_flags[I] & TH_RST) != 0 ? 7 : 6;

/*
 * Of one that is over by itself, the rest of its time is spent elsewhere: TCP_FIN_WAIT2 or TCP_CLOSING
 * to TCP_CLOSE without an error is TCP_TIME_WAIT.
 */
inline int __new_state[struct sock *K, int OLD, int NEW] =
	NEW == 7 && (OLD == 5 || OLD == 11) && K->sk_err == 0 ? 6 : NEW;

translator tcpinfo_t < struct tcphdr *T > {
	tcp_sport = T == NULL ? 0 : ntohs(T->source);
	tcp_dport = T == NULL ? 0 : ntohs(T->dest);
	tcp_seq = T == NULL ? 0 : ntohl(T->seq);
	tcp_ack = T == NULL ? 0 : ntohl(T->ack_seq);
	tcp_offset = T == NULL ? 0 : __tcp_offset[(uintptr_t)T];
	tcp_flags = T == NULL ? 0 : *(uint8_t *)((uintptr_t)T + 13);
	tcp_window = T == NULL ? 0 : ntohs(T->window);
	tcp_checksum = T == NULL ? 0 : ntohs(T->check);
	tcp_urgent = T == NULL ? 0 : ntohs(T->urg_ptr);
	tcp_hdr = (uintptr_t)T;
};

/* Of the segment without data that a connection has just received; __extra[3]: its flags. */
translator tcpinfo_t < struct tcp_sock *T > {
	tcp_sport = ntohs(((struct sock *)T)->__sk_common.skc_dport);
	tcp_dport = ((struct sock *)T)->__sk_common.skc_num;
	tcp_seq = T->rcv_nxt - ((__extra[3] & TH_SYN) != 0);
	tcp_ack = T->snd_nxt;
	tcp_flags = __extra[3];
	tcp_hdr = 0;
};

/*
 * What the events tell of a segment: Linux's number of the state, the connection if it is one, whether
 * it is sent again, and the header of what is sent.
 */
inline struct tcp_sock *__connection = (struct tcp_sock *)__extra[1];
inline struct iphdr *__header = (struct iphdr *)__extra[4];

/* A socket that is closed has given its number back. */
inline uint16_t __local_port[struct sock_common *C] = C->skc_num != 0 || C->skc_state == 12 ?
	C->skc_num : ntohs(((struct inet_sock *)C)->inet_sport);

translator tcpsinfo_t < struct sock_common *C > {
	tcps_addr = (uintptr_t)C;
	tcps_local = __header != NULL ? __source[__header] == __destination[__header] :
		__local[C] == __remote[C];
	tcps_lport = __header != NULL ? ntohs(__tcp[__header]->source) : __local_port[C];
	tcps_rport = __header != NULL ? ntohs(__tcp[__header]->dest) : ntohs(C->skc_dport);
	tcps_laddr = __header != NULL ? __source[__header] : __local[C];
	tcps_raddr = __header != NULL ? __destination[__header] : __remote[C];
	tcps_state = __tcp_state[__extra[0]];
	tcps_iss = __connection == NULL ? 0 :
		__connection->snd_una - (uint32_t)__connection->bytes_acked;
	tcps_suna = __connection == NULL ? 0 : __connection->snd_una;
	tcps_smax = __connection == NULL ? 0 : __connection->snd_nxt;
	tcps_snxt = __connection == NULL ? 0 : __connection->snd_nxt;
	tcps_rack = __connection == NULL ? 0 : __connection->rcv_wup;
	tcps_rnxt = __connection == NULL ? 0 : __connection->rcv_nxt;
	tcps_swnd = __connection == NULL ? 0 : __connection->snd_wnd;
	tcps_snd_ws = __connection == NULL ? 0 : __connection->rx_opt.snd_wscale;
	tcps_swl1 = __connection == NULL ? 0 : __connection->snd_wl1;
	tcps_rwnd = __connection == NULL ? 0 : __connection->rcv_wnd;
	tcps_rcv_ws = __connection == NULL ? 0 : __connection->rx_opt.rcv_wscale;
	tcps_cwnd = __connection == NULL ? 0 : __connection->snd_cwnd * __connection->mss_cache;
	tcps_cwnd_ssthresh = __connection == NULL ? 0 :
		__connection->snd_ssthresh >= 0x7fffffff ? 0xffffffff :
		__connection->snd_ssthresh * __connection->mss_cache;
	tcps_rto = __connection == NULL ? 0 : __connection->srtt_us == 0 ? 1000 :
		((__connection->srtt_us >> 3) + __connection->rttvar_us) / 1000;
	tcps_mss = __connection == NULL ? 0 : __connection->mss_cache;
	tcps_retransmit = __extra[2];
	tcps_rtt = __connection == NULL ? 0 : (__connection->srtt_us >> 3) / 1000;
	tcps_rtt_sd = __connection == NULL ? 0 : (__connection->mdev_us >> 2) / 1000;
};

/* A segment that is received, before it is known for which connection: more cannot be told. */
struct __arrived {
	struct iphdr header;
};

translator tcpsinfo_t < struct __arrived *A > {
	tcps_local = __source[&A->header] == __destination[&A->header];
	tcps_lport = ntohs(__tcp[&A->header]->dest);
	tcps_rport = ntohs(__tcp[&A->header]->source);
	tcps_laddr = __destination[&A->header];
	tcps_raddr = __source[&A->header];
};

translator tcplsinfo_t < int S > {
	tcps_state = __tcp_state[S];
};

/* Of what arrives for an established connection: S->data is its TCP header. */
inline uint32_t __arrived_bytes[struct sk_buff *S] = S->len - __tcp_offset[(uintptr_t)S->data];
inline int __early[struct sock *K, struct sk_buff *S] =
	(int)(((struct tcp_sock *)K)->rcv_nxt - ntohl(((struct tcphdr *)S->data)->seq));
inline int __late[struct sock *K, struct sk_buff *S] =
	(int)(ntohl(((struct tcphdr *)S->data)->seq) + __arrived_bytes[S] - ((struct tcp_sock *)K)->rcv_nxt);
inline int __acknowledged[struct sock *K, struct sk_buff *S] =
	(int)(ntohl(((struct tcphdr *)S->data)->ack_seq) - ((struct tcp_sock *)K)->snd_una);
