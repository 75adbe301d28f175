const signals = ['SIGINT', 'SIGTERM'] as const;

/** ^C and SIGTERM: the first asks the run to end in order, the second at once. */
export class Interrupt {
  readonly #unread: AbortSignal;
  readonly #wake: () => void;
  #count = 0;

  /** `wake` is called whenever the answers below change. */
  constructor(wake: () => void, unread: AbortSignal) {
    this.#unread = unread;
    this.#wake = wake;
    for (const signal of signals) process.on(signal, this.#listener);
    unread.addEventListener('abort', wake);
  }

  get asked(): boolean {
    return this.#count > 0 || this.#unread.aborted;
  }

  /** Nothing more is to be printed. */
  get impatient(): boolean {
    return this.#count > 1 || this.#unread.aborted;
  }

  close(): void {
    for (const signal of signals) process.off(signal, this.#listener);
    this.#unread.removeEventListener('abort', this.#wake);
  }

  readonly #listener = (): void => {
    this.#count++;
    this.#wake();
  };
}
