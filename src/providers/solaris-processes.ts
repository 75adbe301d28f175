import { type SolarisFunction, typed } from './solaris-function.ts';
import type { Source } from './stable-source.ts';

/** Asked of each file that is to be executed, when the beginning of it has been read: a script, its interpreter. */
const EXEC = 'security_bprm_check(struct linux_binprm *bprm)';

/** What begins so is executable: ELF, and scripts. */
const isExecutable = '*(uint32_t *)bprm->buf == 0x464c457f || *(uint16_t *)bprm->buf == 0x2123';

const ofExec = (
  name: string,
  at: 'entry' | 'return',
  order: number,
  values: readonly string[],
  ...types: readonly string[]
): SolarisFunction => ({
  module: 'genunix',
  function: name,
  at,
  sources: [{ function: EXEC, at, values, order }],
  args: typed(...types),
});

/** How the kernel finds who is to execute a file. */
export const execFunctions: readonly SolarisFunction[] = [
  ofExec('gexec', 'entry', 1, ['(uintptr_t)__boxed[(uintptr_t)&bprm->file->f_path]'], 'vnode_t **'),
  ofExec('findexec_by_hdr', 'entry', 2, ['(uintptr_t)&bprm->buf[0]'], 'char *'),
  ofExec('findexec_by_hdr', 'return', 1, ['0', isExecutable]),
  ofExec('gexec', 'return', 2, ['0', 'result < 0 ? -result : 0']),
];

/** Bytes of a folio: of a large one its first page says how many pages there are. */
const ofFolio =
  '((*(unsigned long *)folio & (1 << PG_head)) != 0 ? 1 << (folio->_flags_1 & 0xff) : 1) * `_pagesize';

/** Flags of a buffer: B_READ or B_WRITE, with B_PAGEIO. */
function swaps(bytes: string, flags: string, ...functions: readonly string[]): readonly Source[] {
  // An address that v_flag knows as swap space.
  const values = ['0', bytes, '2', flags];
  return functions.map((text) => ({ function: text, at: 'entry', values }));
}

export const swapFunctions: readonly SolarisFunction[] = [
  {
    module: 'genunix',
    function: 'pageio_setup',
    at: 'entry',
    sources: [
      [
        ...swaps(ofFolio, 'B_WRITE | B_PAGEIO', '__swap_writepage(struct folio *folio)'),
        ...swaps('`_pagesize', 'B_WRITE | B_PAGEIO', '__swap_writepage(struct page *page)'),
      ],
      [
        ...swaps(ofFolio, 'B_READ | B_PAGEIO', 'swap_read_folio(struct folio *folio)'),
        ...swaps('`_pagesize', 'B_READ | B_PAGEIO', 'swap_readpage(struct page *page)'),
      ],
    ],
    args: typed('struct page *', 'size_t', 'struct vnode *', 'int'),
    text: 'of swap space',
  },
];
