import { nativeSys, type Sys } from './sys.ts';

/** What system() does: runs a command, bytes, in the shell, whose output goes to `stdout`, and waits. */
export type Shell = (command: Uint8Array, stdout: number) => void;

export function shell(sys: Sys = nativeSys()): Shell {
  // What follows a zero byte is lost, as in any C string.
  return (command, stdout) => sys.system(Buffer.concat([command, Buffer.of(0)]), stdout);
}
