/**
 * Headers that scripts for DTrace include, with what D can use of them: names and macros, no
 * declarations of C. Types are D's own, or come from the kernel.
 */
const booleans = '#ifndef B_FALSE\n#define B_FALSE 0\n#define B_TRUE 1\n#endif\n';

const byteOrder = `
#define __LITTLE_ENDIAN 1234
#define __BIG_ENDIAN 4321
#define __PDP_ENDIAN 3412
#define __BYTE_ORDER __LITTLE_ENDIAN
#define LITTLE_ENDIAN __LITTLE_ENDIAN
#define BIG_ENDIAN __BIG_ENDIAN
#define PDP_ENDIAN __PDP_ENDIAN
#define BYTE_ORDER __BYTE_ORDER
`;

/** illumos' sys/isa_defs.h, of a 64-bit little-endian machine that runs 32-bit programs too. */
const machine = `#ifndef _LP64
#define _LP64 1
#endif
#define _LITTLE_ENDIAN 1
#define _MULTI_DATAMODEL 1
`;

const swaps = `
#define BSWAP_8(x) ((x) & 0xff)
#define BSWAP_16(x) ((BSWAP_8(x) << 8) | BSWAP_8((x) >> 8))
#define BSWAP_32(x) ((BSWAP_16(x) << 16) | BSWAP_16((x) >> 16))
#define BSWAP_64(x) ((BSWAP_32((uint64_t)(x)) << 32) | BSWAP_32((x) >> 32))
`;

/** Numbers that the network sends, read at an address byte by byte. */
const network = String.raw`
#define BE16_TO_U16(a) \
	(((uint16_t)((uint8_t *)(a))[0] << 8) | (uint16_t)((uint8_t *)(a))[1])
#define BE32_TO_U32(a) \
	(((uint32_t)BE16_TO_U16(a) << 16) | (uint32_t)BE16_TO_U16((uint8_t *)(a) + 2))
`;

/** Linux's numbers: what a kernel of ours has in its file flags and sockets. */
const files = `
#define FREAD 0x1
#define FWRITE 0x2
#define O_RDONLY 0
#define O_WRONLY 0x1
#define O_RDWR 0x2
#define O_ACCMODE 0x3
#define O_CREAT 0x40
#define O_EXCL 0x80
#define O_TRUNC 0x200
#define O_APPEND 0x400
#define O_NONBLOCK 0x800
`;

const sockets = `
#define SOCK_STREAM 1
#define SOCK_DGRAM 2
#define SOCK_RAW 3
#define PF_UNIX 1
#define PF_INET 2
#define PF_INET6 10
#define SOL_SOCKET 1
`;

/** Flags of illumos' vnodes, as v_flag has them. */
const vnodes = '#define VISSWAP 0x40\n#define VSWAPLIKE 0x80\n';

/** Linux's sys/stat.h, what st_mode holds. */
const modes = `
#define S_IFMT 0170000
#define S_IFSOCK 0140000
#define S_IFLNK 0120000
#define S_IFREG 0100000
#define S_IFBLK 0060000
#define S_IFDIR 0040000
#define S_IFCHR 0020000
#define S_IFIFO 0010000
#define S_ISUID 04000
#define S_ISGID 02000
#define S_ISVTX 01000
#define S_ISSOCK(mode) (((mode) & S_IFMT) == S_IFSOCK)
#define S_ISLNK(mode) (((mode) & S_IFMT) == S_IFLNK)
#define S_ISREG(mode) (((mode) & S_IFMT) == S_IFREG)
#define S_ISBLK(mode) (((mode) & S_IFMT) == S_IFBLK)
#define S_ISDIR(mode) (((mode) & S_IFMT) == S_IFDIR)
#define S_ISCHR(mode) (((mode) & S_IFMT) == S_IFCHR)
#define S_ISFIFO(mode) (((mode) & S_IFMT) == S_IFIFO)
`;

const limits = `
#define NBBY 8
#define PATH_MAX 4096
#define MAXPATHLEN 4096
#define MAXNAMELEN 256
#ifndef MIN
#define MIN(a, b) ((a) < (b) ? (a) : (b))
#define MAX(a, b) ((a) > (b) ? (a) : (b))
#endif
`;

const times = `
#define SEC 1
#define MILLISEC 1000
#define MICROSEC 1000000
#define NANOSEC 1000000000
`;

const protocols = `
#define IPPROTO_IP 0
#define IPPROTO_ICMP 1
#define IPPROTO_TCP 6
#define IPPROTO_UDP 17
#define IPPROTO_IPV6 41
#define INADDR_ANY 0
#define INADDR_LOOPBACK 0x7f000001
`;

/** Included for what D has itself: types of the C library, and inlines of our D library. */
const empty = [
  'errno.h',
  'inttypes.h',
  'signal.h',
  'stddef.h',
  'stdint.h',
  'stdio.h',
  'stdlib.h',
  'string.h',
  'sys/errno.h',
  'sys/signal.h',
  'unistd.h',
];

const texts: readonly (readonly [string, string])[] = [
  ['endian.h', byteOrder],
  ['fcntl.h', files],
  ['inet/common.h', network],
  ['limits.h', limits],
  ['netinet/in.h', protocols],
  ['sys/byteorder.h', swaps],
  ['sys/fcntl.h', files],
  ['sys/file.h', files],
  ['sys/isa_defs.h', machine],
  ['sys/param.h', limits],
  ['sys/socket.h', sockets],
  ['sys/socketvar.h', sockets],
  ['sys/stat.h', modes],
  ['sys/time.h', times],
  ['sys/types.h', `${booleans}${machine}`],
  ['sys/vnode.h', vnodes],
  ['time.h', times],
  ...empty.map((name) => [name, ''] as const),
];

/** Text of each by the name that programs include it by; including one twice does no harm. */
export const headers: ReadonlyMap<string, string> = new Map(
  texts.map(([name, text]) => [name, `#pragma once\n${text}`]),
);
