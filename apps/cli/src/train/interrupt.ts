/** What the shell gives as exit code of a process that a signal ended: 128 and the signal's number. */
const exitCodes = { SIGINT: 130, SIGTERM: 143 } as const;

type Interruption = keyof typeof exitCodes;

/** Listens for Ctrl-C and for being asked to end. */
export class Interrupt {
  /** The exit code that says how the process was interrupted, once it was. */
  exitCode: number | undefined;
  readonly #controller = new AbortController();
  readonly #listeners: readonly [Interruption, () => void][];

  /** From here on the first signal aborts {@link signal}, and the second ends the process at once. */
  constructor() {
    this.#listeners = (['SIGINT', 'SIGTERM'] as const).map((name) => [name, () => this.#heed(name)]);
    for (const [name, listener] of this.#listeners) process.on(name, listener);
  }

  get signal(): AbortSignal {
    return this.#controller.signal;
  }

  /** From here on signals end the process as if nobody had listened. */
  close(): void {
    for (const [name, listener] of this.#listeners) process.off(name, listener);
  }

  #heed(name: Interruption): void {
    if (this.exitCode !== undefined) process.exit(exitCodes[name]);
    this.exitCode = exitCodes[name];
    this.#controller.abort();
  }
}
