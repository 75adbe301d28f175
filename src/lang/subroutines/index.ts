/** The functions of D that give values, one row each; a row knows its prototype and makes its code. */
import type { Subroutine } from '../subroutine.ts';
import { htonl, htonll, htons, ntohl, ntohll, ntohs } from './byte-order.ts';
import { tolower, toupper } from './case.ts';
import { copyin, copyinstr, copyinto } from './copyin.ts';
import { index, rindex, strstr } from './index-of.ts';
import { lltostr } from './lltostr.ts';
import { basename, dirname } from './path.ts';
import { rand } from './rand.ts';
import { strchr, strrchr } from './strchr.ts';
import { strjoin } from './strjoin.ts';
import { strlen } from './strlen.ts';
import { strtoll } from './strtoll.ts';
import { substr } from './substr.ts';

const all: readonly Subroutine[] = [
  basename,
  copyin,
  copyinstr,
  copyinto,
  dirname,
  htonl,
  htonll,
  htons,
  index,
  lltostr,
  ntohl,
  ntohll,
  ntohs,
  rand,
  rindex,
  strchr,
  strjoin,
  strlen,
  strrchr,
  strstr,
  strtoll,
  substr,
  tolower,
  toupper,
];

export const subroutinesByName: ReadonlyMap<string, Subroutine> = new Map(
  all.map((s) => [s.name, s]),
);
