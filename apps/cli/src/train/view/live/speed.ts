/** How far back one looks to say how fast the training is, in milliseconds. */
const WINDOW_MS = 3000;

/** Where the training was at some time. */
interface Mark {
  /** Time spent on steps, without validation. */
  readonly trainingMs: number;
  readonly images: number;
}

/** How many pictures a second a training goes through: of late, and on the whole. */
export class Speed {
  #marks: Mark[] = [];
  #first: Mark | undefined;
  #lastMs: number | undefined;

  /**
   * Notes how far the training is.
   * @param nowMs a clock's time, in milliseconds
   * @param images how many pictures it has gone through
   * @param isTraining whether it has been at its steps since the last note, and not at validation
   */
  note(nowMs: number, images: number, isTraining: boolean): void {
    const last = this.#marks.at(-1);
    const passedMs = isTraining && this.#lastMs !== undefined ? nowMs - this.#lastMs : 0;
    const mark = { trainingMs: (last?.trainingMs ?? 0) + passedMs, images };
    this.#lastMs = nowMs;
    this.#first ??= mark;
    this.#marks.push(mark);
    while (this.#marks.length > 2 && mark.trainingMs - this.#marks[1].trainingMs > WINDOW_MS)
      this.#marks.shift();
  }

  /** Pictures a second of late; undefined where it is too early to tell. */
  get now(): number | undefined {
    return between(this.#marks.at(0), this.#marks.at(-1));
  }

  /** Pictures a second from the first note to the last; undefined where it is too early to tell. */
  get overall(): number | undefined {
    return between(this.#first, this.#marks.at(-1));
  }
}

function between(from: Mark | undefined, to: Mark | undefined): number | undefined {
  if (!from || !to || to.trainingMs === from.trainingMs || to.images === from.images) return undefined;
  return (1000 * (to.images - from.images)) / (to.trainingMs - from.trainingMs);
}
