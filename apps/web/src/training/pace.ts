/** How fast a training is, since it began or last went on. */
export class Pace {
  readonly #samples: number;
  readonly #epochs: number;
  #fromMs = 0;
  #from = 0;

  /**
   * @param samples in an epoch
   * @param epochs in all
   */
  constructor(samples: number, epochs: number) {
    this.#samples = samples;
    this.#epochs = epochs;
  }

  /** Begins to measure anew. @param at epochs done, with a fraction */
  begin(nowMs: number, at: number): void {
    this.#fromMs = nowMs;
    this.#from = at;
  }

  /** Pictures a second, and how long the rest takes at that pace; nothing where it is too early to tell. */
  measure(nowMs: number, at: number): { imagesPerSecond?: number; secondsLeft?: number } {
    const seconds = (nowMs - this.#fromMs) / 1000;
    const done = at - this.#from;
    if (seconds < 0.3 || done <= 0) return {};
    return {
      imagesPerSecond: (done * this.#samples) / seconds,
      secondsLeft: ((this.#epochs - at) * seconds) / done,
    };
  }
}
