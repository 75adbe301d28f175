import { onBio, READS, WRITES } from './block.ts';
import { counter, counting, faults, near, orAnyFault, silent } from './counts.ts';
import { type EventSource, type StableProbe, stableProvider } from './stable.ts';

/** Of addresses of processes, whoever touches them. */
const onUserFault = (when: string): readonly EventSource[] =>
  faults.map((event) => ({ event, when: `(long)address >= 0 && (${when})` }));

/** As Linux itself counts pages in and out: those of bios, at 4096 bytes. */
const onPages = (isRead: boolean, kind: string, value: 'pages' | 'one') =>
  onBio((bio) => {
    const direction = isRead ? READS : WRITES;
    return {
      when: kind === '' ? direction : `${direction} && ${kind}[${bio}]`,
      values: [value === 'pages' ? `(${bio}->bi_iter.bi_size + 4095) / 4096` : '1'],
    };
  });

const pages = (name: string, isRead: boolean, kind: string, text: string): StableProbe =>
  counter(name, [onPages(isRead, kind, 'pages')], near(text));

const files = 'files that nobody may execute, and what file systems keep in the page cache';
const executables = 'files that may be executed';

const shrunk =
  'mm_vmscan_lru_shrink_inactive(int nid, unsigned long nr_scanned, unsigned long nr_reclaimed, struct reclaim_stat *stat, int priority, int file)';

const onFree = (when: string): StableProbe['sources'] => [
  { event: shrunk, when: `nr_reclaimed != 0${when}`, values: ['nr_reclaimed'] },
];

const probes: readonly StableProbe[] = [
  counter('anonfree', onFree(' && !file')),
  pages('anonpgin', true, '__bio_is_swap', 'pages from swap'),
  pages('anonpgout', false, '__bio_is_swap', 'pages to swap'),
  counter(
    'as_fault',
    orAnyFault(onUserFault('(error_code & 1) == 0')),
    near(
      'with those that find the page in memory but not mapped; elsewhere than on x86-64 all page faults',
    ),
  ),
  counter(
    'cow_fault',
    onUserFault('(error_code & 3) == 3'),
    near('any write to a page that may not be written yet', 'approximate'),
  ),
  counter('dfree', onFree('')),
  ...silent('freed with the other pages of files: see fsfree', ['execfree']),
  pages('execpgin', true, '__bio_is_executable', executables),
  pages('execpgout', false, '__bio_is_executable', executables),
  counter('fsfree', onFree(' && file'), near('with those of programs')),
  pages('fspgin', true, '__bio_is_file', files),
  pages('fspgout', false, '__bio_is_file', files),
  counter(
    'kernel_asflt',
    faults.slice(1).map((event) => ({ event, when: '(long)address < 0' })),
  ),
  counter('maj_fault', [{ counter: 'major_faults-all-1' }]),
  counter('pgin', [onPages(true, '', 'one')], near('one for each bio')),
  counter('pgout', [onPages(false, '', 'one')], near('one for each bio')),
  pages('pgpgin', true, '', 'whatever is read, as in /proc/vmstat'),
  pages('pgpgout', false, '', 'whatever is written, as in /proc/vmstat'),
  counter(
    'pgrec',
    [{ event: 'mm_lru_activate()' }],
    near('pages that are kept as they are used again', 'approximate'),
  ),
  counter('pgrrun', [{ event: 'mm_vmscan_kswapd_wake()' }]),
  counter(
    'prot_fault',
    onUserFault('(error_code & 1) != 0'),
    near('with those that only let a page be written'),
  ),
  counter('scan', [
    {
      event:
        'mm_vmscan_lru_isolate(int highest_zoneidx, int order, unsigned long nr_requested, unsigned long nr_scanned)',
      values: ['nr_scanned'],
    },
  ]),
  counter(
    'zfod',
    [
      {
        event: 'mm_page_alloc(struct page *page, unsigned int order, gfp_t gfp_flags)',
        when: '(gfp_flags & __GFP_USER_ZERO) == __GFP_USER_ZERO',
        values: ['1 << order'],
      },
    ],
    near('huge pages are not seen'),
  ),
  ...silent('Linux does not swap processes as a whole', [
    ...['pgswapin', 'pgswapout', 'swapin', 'swapout'],
  ]),
  ...silent('Linux has no such counter, and no event to count', [
    ...['hat_fault', 'pgfrec', 'rev', 'softlock'],
  ]),
];

/** The vminfo provider (Dynamic Tracing Guide, "vminfo Provider"): the counters of kstat's cpu:::vm. */
export const vminfoProvider = stableProvider({ name: 'vminfo', stability: counting, probes });
