/**
 * Says that an answer is wanted no more, and why: an `AbortController` with its signal, but without events, of which making
 * one for each request takes longer than to read its pixels.
 */
export class Cancellation {
  #reason: Error | undefined;
  readonly #listeners = new Set<(reason: Error) => void>();

  get isCancelled(): boolean {
    return this.#reason !== undefined;
  }

  /** @throws the reason where there is one. */
  throwIfCancelled(): void {
    if (this.#reason) throw this.#reason;
  }

  /** The first reason stays. */
  cancel(reason: Error): void {
    if (this.#reason) return;
    this.#reason = reason;
    for (const listener of this.#listeners) listener(reason);
  }

  /**
   * Calls when it is cancelled from now on.
   * @returns what makes it call no more
   */
  onCancel(listener: (reason: Error) => void): () => void {
    this.#listeners.add(listener);
    return () => this.#listeners.delete(listener);
  }
}
