/** How a script is started; facts of their manual pages. */
export interface Usage {
  readonly args?: readonly string[];
  /** Seconds until it is told to stop; 0: it ends by itself. */
  readonly seconds?: number;
}

const twice: Usage = { args: ['1', '2'], seconds: 0 };
const command = (...words: readonly string[]): Usage => ({ args: words, seconds: 0 });
const target = (program: string): Usage => ({ args: ['-c', program], seconds: 0 });

/** What starts each language's small example program. */
const languages: Readonly<Record<string, string>> = {
  Java: 'sleep 1',
  Perl: 'perl Code/Perl/func_abc.pl',
  Php: 'sleep 1',
  Python: 'python3 Code/Python/func_abc.py',
  Ruby: 'sleep 1',
  Shell: 'sh Code/Shell/func_abc.sh',
  Tcl: 'tclsh Code/Tcl/func_abc.tcl',
};

/** Those of the language folders that trace one process: the last words of their names. */
const ofProcess = /_(malloc|mallocstk|syscalls|syscolors|pidcolors|wasted)\.d$/;

/** For all the rest nothing is given, and ^C ends them. */
const table: Readonly<Record<string, Usage>> = {
  'Apps/httpdstat.d': twice,
  'Cpu/cpuwalk.d': { args: ['2'], seconds: 0 },
  'Disk/diskhits': { args: ['/etc/hostname'] },
  'Disk/iopending': twice,
  'FS/vopstat': {},
  'Java/j_classflow.d': { args: ['Func_abc'] },
  'Java/j_profile.d': target('sleep 1'),
  'Java/j_stat.d': twice,
  'JavaScript/js_stat.d': twice,
  'Kernel/cpudists': twice,
  'Kernel/cputimes': twice,
  'Kernel/dnlcstat': twice,
  'Mem/xvmstat': twice,
  'Misc/wpm.d': { args: ['sh'] },
  'Net/tcptop': { args: ['-C', '1', '2'], seconds: 0 },
  'Net/tcptop_snv': { args: ['-C', '1', '2'], seconds: 0 },
  'Php/php_syscolors.d': target('sleep 1'),
  'Proc/dappprof': command('ls'),
  'Proc/dapptrace': command('ls'),
  'Proc/lastwords': { args: ['sh'] },
  'Proc/pfilestat': { args: ['PID'], seconds: 10 },
  'Proc/topsysproc': { args: ['1'] },
  'Python/py_profile.d': target('python3 Code/Python/func_slow.py'),
  'Ruby/rb_stat.d': twice,
  'Shell/sh_stat.d': twice,
  'System/topsyscall': { args: ['-C', '1', '2'], seconds: 0 },
  'Tcl/tcl_stat.d': twice,
  'Zones/zvmstat': twice,
  dexplorer: { args: ['-y', '-i', '1', '-d', 'TMP'], seconds: 0 },
  dtruss: command('ls'),
  dvmstat: command('sleep 3'),
  hotuser: { args: ['-c', 'perl Code/Perl/func_slow.pl'], seconds: 0 },
  iopattern: twice,
  iotop: { args: ['-C', '1', '2'], seconds: 0 },
  procsystime: { args: ['-aTn', 'sh'] },
  rwtop: { args: ['-C', '1', '2'], seconds: 0 },
};

/** Arguments of a script, with PID, TMP and paths of the checkout filled in, and its time; `ordinary`: seconds of most. */
export function usageOf(
  path: string,
  { fill, ordinary }: { readonly fill: (word: string) => string; readonly ordinary: number },
): Required<Usage> {
  const [folder = ''] = path.split('/');
  const program = languages[folder];
  const usage = table[path] ?? (program && ofProcess.test(path) ? target(program) : {});
  const { args = [], seconds = ordinary } = usage;
  return { args: args.map(fill), seconds };
}
