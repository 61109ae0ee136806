import { overloaded } from './http-error';

/** How many bytes of request bodies are in memory, of all requests together, and how many may be. */
export class BodyBudget {
  readonly #limit: number;
  #used = 0;

  constructor(limit: number) {
    this.#limit = limit;
  }

  /** @throws HttpError 503 where there is no room for them. */
  take(bytes: number): void {
    if (this.#used + bytes > this.#limit) throw overloaded('Too many requests are being read', 1);
    this.#used += bytes;
  }

  giveBack(bytes: number): void {
    this.#used -= bytes;
  }
}
