import { ImageCursor } from '../augmentation/batch-image';
import { imageShapeOf } from '../augmentation/image-shape';
import { type Average, type View, viewsOf } from '../augmentation/views';
import type { Network } from './network';
import type { NetworkBatch } from './network-batch';

/** Makes what takes a batch through its network in several views. */
export type AverageOf = (batch: NetworkBatch) => ViewAverage;

/**
 * Takes a batch of images through a network in several views, and makes of the predictions their mean (test-time
 * augmentation, as in Krizhevsky, Sutskever & Hinton 2012, section 4.1): p = Σ p(view) / views, summed in float64 in the
 * order of the views.
 */
export class ViewAverage {
  readonly #batch: NetworkBatch;
  readonly #views: readonly View[];
  readonly #image: ImageCursor;
  readonly #sums: Float64Array;

  /** @throws UserError where samples are no images, or a view is asked for that there is not. */
  constructor(average: readonly Average[], network: Network, batch: NetworkBatch) {
    this.#batch = batch;
    this.#views = viewsOf(average);
    this.#image = new ImageCursor(imageShapeOf(network.inputShape, 'average'));
    this.#sums = new Float64Array(batch.capacity * batch.predictions.columns);
  }

  /**
   * Writes the means for the first `count` rows into the batch's predictions.
   * @param load brings the samples into the batch; called once for each view
   */
  forward(count: number, load: () => void): void {
    const { predictions } = this.#batch;
    const { columns, stride, values } = predictions;
    const sums = this.#sums;
    sums.fill(0);
    for (const view of this.#views) {
      load();
      this.#change(view, count);
      this.#batch.forward(0, count);
      for (let row = 0; row < count; row++) {
        for (let j = 0; j < columns; j++) sums[row * columns + j] += values[row * stride + j];
      }
    }
    for (let row = 0; row < count; row++) {
      for (let j = 0; j < columns; j++) {
        values[row * stride + j] = sums[row * columns + j] / this.#views.length;
      }
    }
  }

  #change(view: View, count: number): void {
    const { values, stride } = this.#batch.input;
    this.#image.values = values;
    for (let row = 0; row < count; row++) {
      this.#image.start = row * stride;
      view(this.#image);
    }
  }
}
