import { OptionError, type Options, resolveOptions, type Setting } from '../lang/index.ts';

/** Options while programs are read: pragmas are checked in order, and all count for what follows. */
export class OptionState {
  #settings: readonly Setting[];
  value: Options;

  constructor(settings: readonly Setting[]) {
    this.#settings = settings;
    this.value = resolveOptions(settings);
  }

  /** Gives the reason if the setting is refused. */
  set(name: string, value: string | undefined): string | undefined {
    const setting = { name, inProgram: true, ...(value === undefined ? {} : { value }) };
    try {
      this.value = resolveOptions([...this.#settings, setting]);
    } catch (error) {
      if (error instanceof OptionError) return error.message;
      throw error;
    }
    this.#settings = [...this.#settings, setting];
    return undefined;
  }
}
