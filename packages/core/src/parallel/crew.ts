import type { Stage } from '../model/stage';
import { Barrier } from './barrier';
import { WorkShare } from './work-share';

/** Where in the shared counters it stands which step comes next, and whether to stop before. */
const NEXT_STEP = 0;
const STOP = 1;
const VERDICT = 2;
const OWN_COUNTERS = 16;

/** What the threads of a team share to work together: counters in memory that all of them see. */
export class Crew {
  readonly #counters: Int32Array;
  readonly #barrier: Barrier;
  readonly #share: WorkShare;

  /** Counters for a team of so many threads. */
  static createCounters(threads: number): Int32Array<SharedArrayBuffer> {
    const count = OWN_COUNTERS + Barrier.COUNTERS + WorkShare.countersFor(threads);
    return new Int32Array(new SharedArrayBuffer(4 * count));
  }

  /**
   * @param counters from {@link createCounters}
   * @param thread which of the threads this is, from 0; the caller, who does no work, may say 0
   * @param spins how often to look for the others before sleeping
   */
  constructor(counters: Int32Array, threads: number, thread: number, spins: number) {
    this.#counters = counters;
    const shareStart = OWN_COUNTERS + Barrier.COUNTERS;
    this.#barrier = new Barrier(counters.subarray(OWN_COUNTERS, shareStart), threads, spins);
    this.#share = new WorkShare(counters.subarray(shareStart), threads, thread);
  }

  /** Does a part of a stage's units, and waits until all are done. Every thread must call it. */
  run(stage: Stage): void {
    for (let unit = this.#share.claim(stage.units); unit !== -1; unit = this.#share.claim(stage.units)) {
      stage.run(unit);
    }
    this.#barrier.wait(() => {
      this.#share.reset();
      Atomics.store(this.#counters, VERDICT, Atomics.load(this.#counters, STOP));
    });
  }

  /** Whether the last stage ended with everybody told to stop: the same answer for every thread. */
  get mustStop(): boolean {
    return Atomics.load(this.#counters, VERDICT) !== 0;
  }

  /** Tells all threads to stop after the stage they are at. */
  stop(): void {
    Atomics.store(this.#counters, STOP, 1);
  }

  /** Takes {@link stop} back; called while all threads are idle. */
  mayGoOn(): void {
    Atomics.store(this.#counters, STOP, 0);
  }

  /** The step that comes next: what the caller sees of the progress. */
  get nextStep(): number {
    return Atomics.load(this.#counters, NEXT_STEP);
  }

  set nextStep(step: number) {
    Atomics.store(this.#counters, NEXT_STEP, step);
  }
}
