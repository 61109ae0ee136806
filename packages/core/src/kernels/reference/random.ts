import { type Block, threefry } from '../../random/threefry';
import type { RandomKernels, StreamKey } from '../random-kernels';

/** What is drawn at random: functions of a stream's key and a counter. */
export const random: RandomKernels = {
  dropoutMask({ columns, stride, values }, key, first, rate, start, end) {
    const kept = 1 / (1 - rate);
    const threshold = rate * 2 ** 32;
    for (let row = start; row < end; row++) {
      for (let column = 0; column < columns; column++) {
        const word = wordAt(key, first + row * columns + column);
        values[row * stride + column] = word >= threshold ? kept : 0;
      }
    }
  },

  permute(order, key) {
    for (let index = 0; index < order.length; index++) order[index] = index;
    for (let last = order.length - 1; last > 0; last--) {
      const pick = Math.floor((wordAt(key, last) / 2 ** 32) * (last + 1));
      const value = order[last];
      order[last] = order[pick];
      order[pick] = value;
    }
  },
};

const block: Block = { low: 0, high: 0 };

/** Number n of the stream, as {@link RandomStream.uint32} gives it. */
function wordAt(key: StreamKey, n: number): number {
  const index = Math.floor(n / 2);
  threefry(key.low, key.high, (index % 2 ** 32) | 0, Math.floor(index / 2 ** 32), block);
  return n % 2 === 0 ? block.low : block.high;
}
