import { BIO, onBio, onBioOnly, onRequestStart } from './block.ts';
import type { ProbeArgument } from './provider.ts';
import { type EventSource, type StableProbe, stableProvider } from './stable.ts';

const args: readonly ProbeArgument[] = [
  { type: 'bufinfo_t *', from: { type: 'struct bio *', index: 0 } },
  { type: 'devinfo_t *', from: { type: 'struct gendisk *', index: 1 } },
  { type: 'fileinfo_t *', from: { type: 'struct inode *', index: 2 } },
];

/** What translators/block.d makes args[] of, for an expression that is the bio. */
function about(bio: string, over: { readonly bytes?: string; readonly error?: string } = {}) {
  const { bytes = `${bio}->bi_iter.bi_size`, error } = over;
  return {
    values: [bio, `__bio_disk[${bio}]`, `__bio_inode[${bio}]`],
    extra: [
      bytes,
      bio,
      error === undefined ? '' : `${error} != 0 ? B_ERROR : 0`,
      error === undefined ? '' : `__block_errno[${error}]`,
      `__bio_offset[${bio}]`,
      `__bio_partition[${bio}]`,
    ],
  };
}

/** Once, when the rest of a request is over. */
const done: EventSource = {
  event: 'block_rq_complete(struct request *rq, int error, unsigned int nr_bytes)',
  when: `nr_bytes != 0 && nr_bytes >= rq->__data_len && (${BIO} = rq->bio) != NULL && __bio_is_io[${BIO}]`,
  ...about(BIO, { bytes: 'nr_bytes', error: 'error' }),
};

const doneBio: EventSource = {
  event: 'block_bio_complete(struct request_queue *q, struct bio *bio)',
  when: '__bio_only[q] && __bio_is_io[bio]',
  ...about('bio', { error: 'bio->bi_status' }),
};

/** What all kernels' prototypes of the event begin with. */
const switches = 'sched_switch(bool preempt, struct task_struct *prev, struct task_struct *next)';

/**
 * A thread that waits does not say for what: most likely for what it asked for last, which the thread
 * is made to remember here, where nothing fires.
 */
const remembered = onBio((bio) => ({
  when: `(self->__io_inode = __bio_inode[${bio}], self->__io_disk = __bio_disk[${bio}],
    self->__io_partition = __bio_partition[${bio}], self->__io_flags = __bio_flags[${bio}],
    self->__io_bytes = ${bio}->bi_iter.bi_size, 0)`,
}));

const awaited = {
  values: ['', 'self->__io_disk', 'self->__io_inode'],
  extra: ['self->__io_bytes', '', 'self->__io_flags', '', '', 'self->__io_partition'],
};

const waits = {
  functions: ['biowait'],
  args,
  fidelity: 'approximate',
  text: 'any wait for I/O; args[] are of the last request of the thread, args[0] has its flags and bytes',
} as const;

/** What NFS asks a server for; its header is the buffer. */
const nfsArgs = (flags: string) => ({
  values: ['', '', 'hdr->inode'],
  extra: ['hdr->args.count', 'hdr', flags, '', 'hdr->args.offset'],
});

const nfsDone = (event: string, flag: string): EventSource => {
  const error = 'task->tk_status < 0';
  const { values, extra } = nfsArgs(`${flag} | B_PAGEIO | (${error} ? B_ERROR : 0)`);
  return {
    event: `${event}(const struct rpc_task *task, const struct nfs_pgio_header *hdr)`,
    values,
    extra: extra.map((text, i) => (i === 3 ? `${error} ? -task->tk_status : 0` : text)),
  };
};

const probes: readonly StableProbe[] = [
  {
    name: 'start',
    functions: ['bdev_strategy', 'default_physio', 'aphysio'],
    sources: [
      ...onRequestStart((bio) => about(bio, { bytes: 'rq->__data_len' })),
      onBioOnly((bio) => about(bio)),
    ],
    args,
  },
  {
    name: 'done',
    functions: ['biodone'],
    sources: [done, doneBio],
    args,
  },
  {
    ...waits,
    name: 'wait-start',
    sources: [remembered, { event: switches, when: '!preempt && prev->in_iowait', ...awaited }],
  },
  {
    ...waits,
    name: 'wait-done',
    sources: [
      remembered,
      { event: switches, when: 'next->in_iowait', task: 'next', order: 2, ...awaited },
    ],
  },
  {
    name: 'start',
    module: 'nfs',
    functions: ['nfs3_bio', 'nfs4_bio'],
    sources: [
      {
        event: 'nfs_initiate_read(const struct nfs_pgio_header *hdr)',
        ...nfsArgs('B_READ | B_PAGEIO'),
      },
      {
        event: 'nfs_initiate_write(const struct nfs_pgio_header *hdr)',
        ...nfsArgs('B_WRITE | B_PAGEIO'),
      },
    ],
    args,
  },
  {
    name: 'done',
    module: 'nfs',
    functions: ['nfs3_bio', 'nfs4_bio'],
    sources: [nfsDone('nfs_readpage_done', 'B_READ'), nfsDone('nfs_writeback_done', 'B_WRITE')],
    args,
  },
];

/** The io provider (Dynamic Tracing Guide, "io Provider"). */
export const ioProvider = stableProvider({ name: 'io', probes });
