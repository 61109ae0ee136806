import { Layer, type LayerBatch } from './layer';

/**
 * A layer that looks at the whole batch before it knows what to do with a row. While training, each way through it has
 * two parts: every row is measured, then one hand combines the measures, and only then {@link Layer.forward} or
 * {@link Layer.backward} goes on. Measures of rows are combined in the order of the rows, whoever took them.
 */
export abstract class BatchLayer extends Layer {
  /** Notes what {@link combine} needs of rows `start` to `end` of `batch.input`. */
  abstract measure(batch: LayerBatch, start: number, end: number): void;

  /** Makes ready for `forward`, from the measures of the first `batchRows` rows. */
  abstract combine(batch: LayerBatch, batchRows: number): void;

  /** Notes what {@link combineGradients} needs of rows `start` to `end` of `batch.outputGradients`. */
  abstract measureGradients(batch: LayerBatch, start: number, end: number): void;

  /** Makes ready for `backward`, from the measures of the first `batchRows` rows. */
  abstract combineGradients(batch: LayerBatch, batchRows: number): void;
}
