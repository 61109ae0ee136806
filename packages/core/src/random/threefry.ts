/**
 * Threefry-2x32 with 20 rounds (Salmon, Moraes, Dror & Shaw 2011, "Parallel random numbers: as easy as 1, 2, 3").
 *
 * A counter-based generator: a block of 64 random bits is a function of a 64-bit key and a 64-bit counter, with no
 * state between calls. So any thread can draw the n-th number without drawing those before it. It needs nothing but
 * 32-bit additions, rotations and exclusive or, which every engine does alike.
 */
export interface Block {
  low: number;
  high: number;
}

const PARITY = 0x1bd11bda;
const ROTATIONS = [13, 15, 26, 6, 17, 29, 16, 24];

/** Writes the block for (key, counter) into `result`: two unsigned 32-bit words. */
export function threefry(
  keyLow: number,
  keyHigh: number,
  counterLow: number,
  counterHigh: number,
  result: Block,
): Block {
  const keys = [keyLow, keyHigh, keyLow ^ keyHigh ^ PARITY];
  let x = (counterLow + keyLow) | 0;
  let y = (counterHigh + keyHigh) | 0;
  for (let round = 0; round < 20; round++) {
    const rotation = ROTATIONS[round & 7];
    x = (x + y) | 0;
    y = ((y << rotation) | (y >>> (32 - rotation))) ^ x;
    if ((round & 3) === 3) {
      const injection = (round >> 2) + 1;
      x = (x + keys[injection % 3]) | 0;
      y = (y + keys[(injection + 1) % 3] + injection) | 0;
    }
  }
  result.low = x >>> 0;
  result.high = y >>> 0;
  return result;
}
