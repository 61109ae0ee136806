import { RandomStream } from '@fmnist/core';
import type { Dataset } from '@fmnist/data';

/** Some pictures of a class, each its pixels row by row. */
export interface SheetRow {
  readonly className: string;
  readonly pictures: readonly Uint8Array[];
}

/** Which pictures are to be seen. */
export interface SheetOptions {
  /** Labels of the classes. */
  readonly labels: readonly number[];
  /** How many of each, or all there are. */
  readonly count: number;
  /** Decides which. */
  readonly seed: number;
}

/** A row of pictures for each class, drawn by seed. */
export function contactSheet({ images, labels, classNames }: Dataset, options: SheetOptions): SheetRow[] {
  const [, height, width] = images.shape;
  const size = height * width;
  return options.labels.map((label) => {
    const rows = Array.from(labels.keys()).filter((row) => labels[row] === label);
    const order = new RandomStream(options.seed, 'contact sheet', label).permutation(rows.length);
    const pictures = Array.from(order.subarray(0, options.count), (place) =>
      Uint8Array.from(images.data.subarray(rows[place] * size, (rows[place] + 1) * size)),
    );
    return { className: classNames[label], pictures };
  });
}
