import { closeSync, openSync, readSync } from 'node:fs';
import { getSystemErrorMap } from 'node:util';
import { SystemError } from '../diag/index.ts';

/** No D program is near this size; a device that never ends is beyond it. */
const LARGEST_SCRIPT = 16 * 1024 * 1024;

/**
 * A script's text, one UTF-16 unit a byte. SystemError in DTrace's words if it cannot be read; a
 * file that cannot be D (a binary, a huge one) is refused here, before it makes strange errors.
 */
export function readScript(path: string): string {
  const bytes = readAtMost(path, LARGEST_SCRIPT + 1);
  if (bytes.length > LARGEST_SCRIPT) {
    throw new SystemError(`failed to compile script ${path}: file is larger than 16 MB`);
  }
  if (bytes.includes(0)) {
    throw new SystemError(`failed to compile script ${path}: file is binary, not a D program`);
  }
  return bytes.toString('latin1');
}

/** A file's bytes, at most so many. SystemError in DTrace's words if it cannot be read. */
export function readAtMost(path: string, limit: number): Buffer {
  try {
    const fd = openScript(path);
    try {
      return readAll(fd, limit);
    } finally {
      if (fd !== 0) closeSync(fd);
    }
  } catch (error) {
    throw new SystemError(`failed to open ${path}: ${reason(error)}`);
  }
}

/** /dev/stdin cannot be opened when it is a socket, and may be read when it belongs to another user. */
function openScript(path: string): number {
  return path === '/dev/stdin' ? 0 : openSync(Buffer.from(path, 'latin1'), 'r');
}

function readAll(fd: number, limit: number): Buffer {
  const pieces: Buffer[] = [];
  let total = 0;
  while (total < limit) {
    const piece = Buffer.allocUnsafe(Math.min(65536, limit - total));
    const count = readSync(fd, piece);
    if (count === 0) break;
    pieces.push(piece.subarray(0, count));
    total += count;
  }
  return Buffer.concat(pieces);
}

/** strerror(3)'s text of an error of node's, from libuv's: `no such file or directory`, capitalised. */
export function reason(error: unknown): string {
  const { errno, code, message } = error as NodeJS.ErrnoException;
  if (code === 'EISDIR') return 'Is a directory';
  const text = (errno === undefined ? undefined : getSystemErrorMap().get(errno)?.[1]) ?? message;
  return text.charAt(0).toUpperCase() + text.slice(1);
}
