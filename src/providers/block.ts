import type { EventSource, StableProbe } from './stable.ts';

/** Events of the block layer that several providers stand on; the D is of translators/block.d. */

/** Where the bio of a request is kept, once it was looked up. */
export const BIO = 'this->__bio';

/** Of what a source about() tells: its direction, which is looked up by then. */
export const READS = 'this->__op == __OP_READ';
export const WRITES = 'this->__op != __OP_READ';

/** What a source is besides its event, for the expression that is the bio. */
export type About = (bio: string) => Partial<EventSource>;

/** An event's prototypes since Linux 5.11, when the queue was left out, and before. */
const prototypes = (event: string, parameter: string): readonly string[] => [
  `${event}(${parameter})`,
  `${event}(struct request_queue *q, ${parameter})`,
];

/** Every bio that is handed to the block layer, by the thread that does it. */
export function onBio(about: About): readonly EventSource[] {
  return prototypes('block_bio_queue', 'struct bio *bio').map((event) =>
    narrowed(event, about, ''),
  );
}

/** Devices without requests, such as those of md and dm. */
export function onBioOnly(about: About): readonly EventSource[] {
  const when = '__bio_only[__bio_disk[bio]->queue]';
  return prototypes('block_bio_queue', 'struct bio *bio').map((event) =>
    narrowed(event, about, when),
  );
}

function narrowed(event: string, about: About, condition: string): EventSource {
  const said = about('bio');
  const when = [condition, '__bio_is_io[bio]', said.when].filter(Boolean).join(' && ');
  return { ...said, event, when };
}

/**
 * A request starts when its thread hands it over, complete: to the scheduler or, without one, to whom
 * gives it to the driver later, as is done with those that are plugged; at the latest when the driver
 * gets it. A request that was with the driver already has a timeout, and does not start again.
 */
function onRequest(name: string, isPlace: string, about: About): readonly EventSource[] {
  const said = about(BIO);
  const conditions = [
    'rq->timeout == 0',
    `(${BIO} = rq->bio) != NULL`,
    isPlace,
    `__bio_is_io[${BIO}]`,
  ];
  const when = [...conditions, said.when].filter(Boolean).join(' && ');
  return prototypes(name, 'struct request *rq').map((event) => ({ ...said, event, when }));
}

const hand = '(__handed[rq] = rq->start_time_ns)';
const notHanded = '(rq->start_time_ns == 0 || __handed[rq] != rq->start_time_ns)';

/** Whatever is about to go to a device with requests, once; its size is `rq->__data_len`. */
export function onRequestStart(about: About): StableProbe['sources'] {
  return [
    onRequest('block_rq_insert', `(__scheduled[rq, ${BIO}] || ${hand} != 0)`, about),
    onRequest('block_rq_issue', `(!__scheduled[rq, ${BIO}] && ${notHanded})`, about),
  ];
}
