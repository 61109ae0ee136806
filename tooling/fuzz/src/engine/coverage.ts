import { z } from 'zod';

/** As istanbul puts it into the code: of each file, how often statements, functions and branches ran. */
const filesSchema = z.record(
  z.string(),
  z.object({
    s: z.record(z.string(), z.number()),
    f: z.record(z.string(), z.number()),
    b: z.record(z.string(), z.array(z.number())),
  }),
);

/**
 * What runs while an input is read. Two inputs do the same where the same places ran, each about as often: 1, 2, 3, up to
 * 7, 15, 31, 127 times, or more.
 */
export class Coverage {
  /** All counters, one behind the other. */
  readonly #counters: Uint32Array;
  /** Of each counter, a bit for each of those classes that some input had. */
  readonly #seen: Uint8Array;
  /** How many such bits are set. */
  size = 0;

  /** Takes over the counters of all code that was loaded. */
  constructor() {
    const counted: unknown = Reflect.get(globalThis, '__coverage__');
    const files = filesSchema.parse(counted);
    const count = Object.values(files)
      .flatMap(({ s, f, b }) => [
        Object.keys(s).length,
        Object.keys(f).length,
        ...Object.values(b).map((each) => each.length),
      ])
      .reduce((sum, each) => sum + each, 0);
    this.#counters = new Uint32Array(count);
    this.#seen = new Uint8Array(count);
    let start = 0;
    const take = (length: number) => {
      start += length;
      return this.#counters.subarray(start - length, start);
    };
    for (const [path, { s, f, b }] of Object.entries(files)) {
      // The code counts in whatever stands at these places.
      const file: unknown = Reflect.get(Object(counted), path);
      Object.assign(Object(file), {
        s: take(Object.keys(s).length),
        f: take(Object.keys(f).length),
        b: Object.fromEntries(Object.entries(b).map(([key, each]) => [key, take(each.length)])),
      });
    }
  }

  /** Forgets what has run since it was last asked. */
  reset(): void {
    this.#counters.fill(0);
  }

  /** Forgets all inputs. */
  forget(): void {
    this.#seen.fill(0);
    this.size = 0;
  }

  /** Whether something ran since the last {@link reset} that never did before, or never so often. */
  gained(): boolean {
    const counters = this.#counters;
    const before = this.size;
    for (let i = 0; i < counters.length; i++) {
      const count = counters[i];
      if (count === 0) continue;
      const bit = classOf(count);
      if ((this.#seen[i] & bit) !== 0) continue;
      this.#seen[i] |= bit;
      this.size++;
    }
    return this.size > before;
  }
}

function classOf(count: number): number {
  if (count < 4) return 1 << (count - 1);
  if (count < 8) return 8;
  if (count < 16) return 16;
  if (count < 32) return 32;
  return count < 128 ? 64 : 128;
}
