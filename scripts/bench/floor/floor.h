/*
 * What the floor programs share. They are BTF raw tracepoint programs of sys_enter(regs, number) and
 * sys_exit(regs, result); each section is a program and is named after its tracepoint. The compiler is
 * told GETPPID, ARG2 and NUMBER: the syscall's number, and where pt_regs has the third argument and
 * the number. An undeclared map is an undefined symbol whose address the loader fills in.
 */
typedef unsigned long long u64;
typedef unsigned int u32;

#define PROGRAM(event) __attribute__((section(event))) int
#define REGS(ctx, offset) (*(u64 *)((ctx)[0] + (offset)))
#define ADD(cell, n) (*(cell) += (n))

enum { NOEXIST = 1, CREATE = 1 };

#define HELPER(id) __attribute__((kernel_helper(id)))

HELPER(1) void *map_lookup(void *map, const void *key);
HELPER(2) long map_update(void *map, const void *key, const void *value, u64 flags);
HELPER(5) u64 ktime_get_ns(void);
HELPER(14) u64 get_current_pid_tgid(void);
HELPER(16) long get_current_comm(void *buffer, u32 bytes);
HELPER(156) void *task_storage_get(void *map, void *task, void *value, u64 flags);
HELPER(158) void *get_current_task_btf(void);

/* The place of the highest bit, counted from 1; 0 for 0. */
static inline u32 bits(u64 v) {
  u32 n = v != 0;
  if (v >> 32) v >>= 32, n += 32;
  if (v >> 16) v >>= 16, n += 16;
  if (v >> 8) v >>= 8, n += 8;
  if (v >> 4) v >>= 4, n += 4;
  if (v >> 2) v >>= 2, n += 2;
  return n + (v >> 1 ? 1 : 0);
}

/* Counts in the one histogram, of 128 cells. The verifier must see the mask, which is known not to matter. */
static inline void histogram(void *map, u64 v) {
  u32 zero = 0;
  u64 n = bits(v);
  u64 *cells = map_lookup(map, &zero);
  asm volatile("" : "+r"(n));
  if (cells) ADD(&cells[n & 127], 1);
}
