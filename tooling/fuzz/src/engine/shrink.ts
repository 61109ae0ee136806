/** So many tries, at most: a find need not be the shortest there is. */
const MOST_TRIES = 2000;

/** Takes away from an input what it can do without. @param isSame whether an input still shows what it is kept for */
export async function shrink(
  input: Uint8Array,
  isSame: (input: Uint8Array) => Promise<boolean>,
): Promise<Uint8Array> {
  let smallest = input;
  let tries = 0;
  for (let size = Math.ceil(input.length / 2); size >= 1; size = Math.floor(size / 2)) {
    for (let at = 0; at < smallest.length && tries < MOST_TRIES; tries++) {
      const smaller = Uint8Array.from([...smallest.subarray(0, at), ...smallest.subarray(at + size)]);
      if (await isSame(smaller)) smallest = smaller;
      else at += size;
    }
  }
  return smallest;
}
