/* Of this kind of machine: the registers in uregs[], and the flags of open(2) that differ between machines. */

#pragma D depends_on architecture x86_64

inline int R_R15 = 0;
inline int R_R14 = 1;
inline int R_R13 = 2;
inline int R_R12 = 3;
inline int R_RBP = 4;
inline int R_RBX = 5;
inline int R_R11 = 6;
inline int R_R10 = 7;
inline int R_R9 = 8;
inline int R_R8 = 9;
inline int R_RAX = 10;
inline int R_RCX = 11;
inline int R_RDX = 12;
inline int R_RSI = 13;
inline int R_RDI = 14;
inline int R_ERR = 15;
inline int R_RIP = 16;
inline int R_CS = 17;
inline int R_RFL = 18;
inline int R_RSP = 19;
inline int R_SS = 20;
inline int R_DS = 21;
inline int R_ES = 22;
inline int R_FS = 23;
inline int R_GS = 24;
inline int R_TRAPNO = 25;

/* What 32-bit programs call them. */
inline int R_EAX = R_RAX;
inline int R_EBX = R_RBX;
inline int R_ECX = R_RCX;
inline int R_EDX = R_RDX;
inline int R_ESI = R_RSI;
inline int R_EDI = R_RDI;
inline int R_EBP = R_RBP;
inline int R_ESP = R_RSP;
inline int R_EIP = R_RIP;
inline int R_EFL = R_RFL;

/* On every machine: program counter, stack and frame pointer, results. */
inline int R_PC = R_RIP;
inline int R_SP = R_RSP;
inline int R_FP = R_RBP;
inline int R_PS = R_RFL;
inline int R_R0 = R_RAX;
inline int R_R1 = R_RBX;

inline int O_DIRECT = 040000;
inline int O_LARGEFILE = 0100000;
inline int O_DIRECTORY = 0200000;
inline int O_NOFOLLOW = 0400000;

/*
 * Of a read or write, in its registers: file, size, and after it the result, once it is there: until then ax is
 * -ENOSYS. pread64() and pwrite64() have an offset, too.
 */
inline int __call_file[struct pt_regs *R] = R->di;
inline long __call_size[struct pt_regs *R] = R->dx;
inline long __call_result[struct pt_regs *R] = R->ax;
inline int __is_returning[struct pt_regs *R] = __call_result[R] >= 0;
inline int __has_offset[struct pt_regs *R] = R->orig_ax == 17 || R->orig_ax == 18;
inline long __call_offset[struct pt_regs *R] = R->r10;

/*
 * Since glibc 2.27 at this distance from where the thread's data begins; the stack's address and size together are the
 * end of the first thread's stack, too.
 */
inline uintptr_t __ustack_at[struct task_struct *T] = T->thread.fsbase + 0x690;
