/** The functions of D that give values, one row each; a row knows its prototype and makes its code. */
import type { Subroutine } from '../subroutine.ts';
import { ddi_pathname, getf } from './absent.ts';
import { alloca } from './alloca.ts';
import { bcopy } from './bcopy.ts';
import { htonl, htonll, htons, ntohl, ntohll, ntohs } from './byte-order.ts';
import { tolower, toupper } from './case.ts';
import { cleanpath } from './cleanpath.ts';
import { copyin, copyinstr, copyinto } from './copyin.ts';
import { d_path } from './d-path.ts';
import { getmajor, getminor } from './device.ts';
import { index, rindex, strstr } from './index-of.ts';
import { inet_ntoa, inet_ntoa6, inet_ntop } from './inet.ts';
import { json } from './json.ts';
import { link_ntop } from './link.ts';
import { lltostr } from './lltostr.ts';
import {
  mutex_owned,
  mutex_owner,
  mutex_type_adaptive,
  mutex_type_spin,
  rw_iswriter,
  rw_read_held,
  rw_write_held,
} from './locks.ts';
import { msgdsize, msgsize } from './messages.ts';
import { basename, dirname } from './path.ts';
import { dentryPath, mountPath, oldestMount, psargs, userWord } from './process.ts';
import { progenyof } from './progenyof.ts';
import { rand } from './rand.ts';
import { speculation } from './speculation.ts';
import { strchr, strrchr } from './strchr.ts';
import { strjoin } from './strjoin.ts';
import { strlen } from './strlen.ts';
import { strtok } from './strtok.ts';
import { strtoll } from './strtoll.ts';
import { substr } from './substr.ts';

const all: readonly Subroutine[] = [
  dentryPath,
  mountPath,
  oldestMount,
  psargs,
  userWord,
  alloca,
  basename,
  bcopy,
  cleanpath,
  copyin,
  copyinstr,
  copyinto,
  d_path,
  ddi_pathname,
  dirname,
  getf,
  getmajor,
  getminor,
  htonl,
  htonll,
  htons,
  index,
  inet_ntoa,
  inet_ntoa6,
  inet_ntop,
  json,
  link_ntop,
  lltostr,
  msgdsize,
  msgsize,
  mutex_owned,
  mutex_owner,
  mutex_type_adaptive,
  mutex_type_spin,
  ntohl,
  ntohll,
  ntohs,
  progenyof,
  rand,
  rindex,
  rw_iswriter,
  rw_read_held,
  rw_write_held,
  speculation,
  strchr,
  strjoin,
  strlen,
  strrchr,
  strstr,
  strtok,
  strtoll,
  substr,
  tolower,
  toupper,
];

export const subroutinesByName: ReadonlyMap<string, Subroutine> = new Map(
  all.map((s) => [s.name, s]),
);
