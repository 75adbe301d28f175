const signals = ['SIGINT', 'SIGTERM'] as const;

/** ^C and SIGTERM: the first asks the run to end in order, the second at once. */
export class Interrupt {
  readonly #listener: () => void;
  #count = 0;

  /** `wake` is called at each signal. */
  constructor(wake: () => void) {
    this.#listener = () => {
      this.#count++;
      wake();
    };
    for (const signal of signals) process.on(signal, this.#listener);
  }

  get asked(): boolean {
    return this.#count > 0;
  }

  /** Nothing more is to be printed. */
  get impatient(): boolean {
    return this.#count > 1;
  }

  close(): void {
    for (const signal of signals) process.off(signal, this.#listener);
  }
}
