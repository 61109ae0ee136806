/** Whether the service is starting, at work, or about to end. */
export class Lifecycle {
  #state: 'starting' | 'working' | 'leaving' | 'draining' = 'starting';

  /** Whether requests are welcome. */
  get isReady(): boolean {
    return this.#state === 'working';
  }

  /** Whether the service has been told to end. */
  get isEnding(): boolean {
    return this.#state === 'leaving' || this.#state === 'draining';
  }

  /** Whether connections are to end with the answers that are under way. */
  get isDraining(): boolean {
    return this.#state === 'draining';
  }

  work(): void {
    if (this.#state === 'starting') this.#state = 'working';
  }

  /** Those who share out requests learn that there should be no more, while all that come are answered as before. */
  leave(): void {
    this.#state = 'leaving';
  }

  /** No connection is taken any more. */
  drain(): void {
    this.#state = 'draining';
  }
}
