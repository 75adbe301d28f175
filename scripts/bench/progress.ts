const live = process.stderr.isTTY;

/** Says what is being measured: on a terminal in one line that is overwritten. */
export function progress(text: string): void {
  process.stderr.write(live ? `\r\x1b[K${text}` : `${text}\n`);
}

export function progressDone(): void {
  if (live) process.stderr.write('\r\x1b[K');
}
