/** What to write on Linux instead of what it does not have: by the beginning of its name. */
const advice: readonly (readonly [RegExp, string])[] = [
  [
    /^fbt:/,
    'dtrace -l -P fbt lists the functions of this kernel, if it lets them be traced; a tracepoint of the same thing may be there: dtrace -l -P sdt',
  ],
  [
    /^pid[$\d]/,
    'probes in processes are not supported yet; system calls are: syscall::NAME:entry /pid == $target/',
  ],
  [
    /^(?:python|perl|ruby|php|tcl|hotspot|javascript|sh|mysql|postgresql)[\w$*]*:/,
    'probes that programs bring along are not supported yet; -Z lets the others of the script run',
  ],
  [
    /^(?:zfs|nfsv[34]|iscsi|fc|srp|xpv|sysevent|dtrace_test)[\w$*]*:/,
    'Linux has no such provider; dtrace -l -P sdt lists the tracepoints that it has',
  ],
  [/^syscall:/, 'dtrace -l -P syscall lists the system calls of Linux'],
  [/^\w*:\w*:\w*:/, 'dtrace -l lists what there is; with -Z a script runs without this probe'],
  [
    /`/,
    "what /proc shows as a number can be read beside; dtrace -n 'BEGIN { print(`jiffies); }' shows whether this kernel has data symbols",
  ],
  [
    /^curthread->t_/,
    "curthread is a struct task_struct: bpftool btf dump, or dtrace -n 'BEGIN { print(*curthread); }', shows its members",
  ],
  [
    /^cur(?:psinfo|lwpsinfo)->/,
    'Linux does not keep it; members that it has are in translators/procfs.d',
  ],
];

export function adviceFor(text: string): string | undefined {
  return advice.find(([pattern]) => pattern.test(text))?.[1];
}
