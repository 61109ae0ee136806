import { useMemo } from 'react';
import { PixelCanvas } from '../picture/pixel-canvas';
import { signedToRgba } from '../picture/signed-to-rgba';
import type { WeightPictures } from '../training/training-event';

const SIDE = 28;
const COLUMNS = 8;
const GAP = 2;
/** What the first neurons look for, a picture each: blue where they want light, orange where they want none. */
export function WeightGrid({ pictures: { weights, count } }: { pictures: WeightPictures }) {
  const rows = Math.ceil(count / COLUMNS);
  const [width, height] = [COLUMNS * (SIDE + GAP) - GAP, rows * (SIDE + GAP) - GAP];
  const rgba = useMemo(() => draw(weights, count, width, height), [weights, count, width, height]);
  return (
    <PixelCanvas
      width={width}
      height={height}
      rgba={rgba}
      label={`The weights of ${count} neurons of the first layer, as pictures`}
      className="weights"
    />
  );
}

function draw(
  weights: Float32Array,
  count: number,
  width: number,
  height: number,
): Uint8ClampedArray<ArrayBuffer> {
  const rgba = new Uint8ClampedArray(4 * width * height);
  const colours = signedToRgba(weights);
  for (let neuron = 0; neuron < count; neuron++) {
    const left = (neuron % COLUMNS) * (SIDE + GAP);
    const top = Math.floor(neuron / COLUMNS) * (SIDE + GAP);
    for (let row = 0; row < SIDE; row++) {
      const from = 4 * (neuron * SIDE + row) * SIDE;
      rgba.set(colours.subarray(from, from + 4 * SIDE), 4 * ((top + row) * width + left));
    }
  }
  return rgba;
}
