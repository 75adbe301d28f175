/*
 * Connections as scripts for Solaris 10 follow them through its kernel: a connection, in all of its
 * forms there, is the struct sock; a message is the header of the packet, as of IPv4.
 */

#pragma D depends_on library solaris.d

struct sonode {
	void *so_priv;
	uint_t so_state;		/* SS_DIRECT: of TCP */
};

translator struct sonode < struct sonode *S > {
	so_priv = (void *)S;
	so_state = 0x00200000;
};

typedef struct __tcp {
	struct __conn *tcp_connp;
} tcp_t;

translator struct __tcp < struct __tcp *T > {
	tcp_connp = (struct __conn *)T;
};

struct __tcpu_ports {
	uint16_t tcpu_fport;		/* as the network sends them */
	uint16_t tcpu_lport;
};

struct __conn_port {
	struct __tcpu_ports tcpu_ports;
};

translator struct __tcpu_ports < struct __tcpu_ports *P > {
	tcpu_fport = ((struct sock *)P)->__sk_common.skc_dport;
	tcpu_lport = ((struct inet_sock *)P)->inet_sport;
};

translator struct __conn_port < struct __conn_port *P > {
	tcpu_ports = *(struct __tcpu_ports *)P;
};

/* Addresses of 16 bytes, of which those of IPv4 are the last four. */
struct __conn_bytes {
	uint8_t *_S6_u8;
};

struct __conn_address {
	struct __conn_bytes _S6_un;
};

struct __conn_addresses {
	struct __conn_address connua_faddr;
	struct __conn_address connua_laddr;
};

translator struct __conn_bytes < struct __conn_bytes *B > {
	_S6_u8 = (uint8_t *)((uintptr_t)B - 12);
};

translator struct __conn_address < struct __conn_address *A > {
	_S6_un = *(struct __conn_bytes *)A;
};

translator struct __conn_addresses < struct __conn_addresses *A > {
	connua_faddr = *(struct __conn_address *)&((struct sock *)A)->__sk_common.skc_daddr;
	connua_laddr = *(struct __conn_address *)&((struct sock *)A)->__sk_common.skc_rcv_saddr;
};

typedef struct __conn {
	struct __tcp *conn_tcp;
	zoneid_t conn_zoneid;
	struct __conn_port u_port;
	struct __conn_addresses connua_v6addr;
} conn_t;

translator struct __conn < struct __conn *C > {
	conn_tcp = (struct __tcp *)C;
	conn_zoneid = 0;
	u_port = *(struct __conn_port *)C;
	connua_v6addr = *(struct __conn_addresses *)C;
};

/* Of STREAMS, which Linux does not have. */
struct __module_info {
	char *mi_idname;
};

struct __qinit {
	struct __module_info *qi_minfo;
};

typedef struct __queue {
	void *q_ptr;
	struct __qinit *q_qinfo;
} queue_t;

/* There are no queues: what would be its connection is none. */
translator struct __queue < struct __queue *Q > {
	q_ptr = (void *)Q;
};

inline struct __queue *__kernel_tcp_g_q = (struct __queue *)NULL;

typedef struct __tcp_stack {
	struct __queue *tcps_g_q;
} tcp_stack_t;

translator struct __tcp_stack < struct __tcp_stack *S > {
	tcps_g_q = (struct __queue *)NULL;
};

typedef struct __mblk {
	unsigned char *b_rptr;
} mblk_t;

translator struct __mblk < struct __mblk *M > {
	b_rptr = (unsigned char *)M;
};

/* The header itself. */
typedef struct ipha_s {
	uint8_t ipha_version_and_hdr_length;
	uint8_t ipha_type_of_service;
	uint16_t ipha_length;
	uint16_t ipha_ident;
	uint16_t ipha_fragment_offset_and_flags;
	uint8_t ipha_ttl;
	uint8_t ipha_protocol;
	uint16_t ipha_hdr_checksum;
	uint32_t ipha_src;
	uint32_t ipha_dst;
} ipha_t;

/* For the probes: src/providers/solaris-functions.ts. */

/* By what packets say: local address and port, foreign address and port, as the network sends them. */
uint64_t __conn_of[uint32_t, uint16_t, uint32_t, uint16_t];

inline uint64_t __remember[struct sock *K] =
	(__conn_of[K->__sk_common.skc_rcv_saddr, ((struct inet_sock *)K)->inet_sport,
	    K->__sk_common.skc_daddr, K->__sk_common.skc_dport] = (uint64_t)K);

inline uint64_t __forget[struct sock *K] =
	(__conn_of[K->__sk_common.skc_rcv_saddr, ((struct inet_sock *)K)->inet_sport,
	    K->__sk_common.skc_daddr, K->__sk_common.skc_dport] = 0);

/* A packet that was received begins with this header. */
inline struct iphdr *__ip_received[struct sk_buff *S] = (struct iphdr *)S->data;
inline struct iphdr *__ip_sent[struct sk_buff *S] = (struct iphdr *)(S->head + S->network_header);

inline struct tcphdr *__segment_of[struct iphdr *I] = (struct tcphdr *)((uintptr_t)I + I->ihl * 4);

/* ETH_P_IP, IPPROTO_TCP. */
inline int __is_segment[struct sk_buff *S, struct iphdr *I] =
	ntohs(S->protocol) == 0x800 && I->protocol == 6;

inline uint64_t __conn_received[struct iphdr *I] =
	__conn_of[I->daddr, __segment_of[I]->dest, I->saddr, __segment_of[I]->source];

inline int __is_first[struct tcphdr *T] = T->syn != 0 && T->ack == 0;

/* The first packet of a connection that is made here, unless it is sent again. */
inline int __is_connect[struct sk_buff *S] =
	__is_segment[S, __ip_sent[S]] && S->sk != NULL && __is_first[__segment_of[__ip_sent[S]]] &&
	((struct inet_connection_sock *)S->sk)->icsk_retransmits == 0;

inline struct file *__file_of[int F] =
	F >= 0 && F < curthread->files->fdt->max_fds ? curthread->files->fdt->fd[F] : (struct file *)NULL;

inline struct sock *__sock_of[struct file *F] =
	F != NULL && (F->f_inode->i_mode & 0170000) == 0140000 ?
	((struct socket *)F->private_data)->sk : (struct sock *)NULL;

inline int __is_tcp_sock[struct sock *K] =
	K != NULL && K->sk_protocol == 6 && K->__sk_common.skc_daddr != 0;
