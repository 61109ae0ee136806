import type { Average } from '../augmentation/views';
import { UserError } from '../errors';
import type { Kernels } from '../kernels/kernels';
import { allocate, type Floats, type TensorData } from '../tensor/dtype';
import { sizeOf } from '../tensor/shape';
import { Tensor } from '../tensor/tensor';
import { runInSlices } from './engine';
import { type Network, outputShapeOf } from './network';
import { NetworkBatch } from './network-batch';
import { checkSamples } from './samples';
import type { AverageOf, ViewAverage } from './view-average';

/** How a model is asked. */
export interface InferenceOptions {
  /**
   * Predictions become the mean of those of the image and of other views of it, where the model takes images: a little
   * more accurate for what was trained with such changes, and as many times slower. Default: the image alone.
   */
  average?: readonly Average[];
}

/** How many rows go through the network at once. */
const BATCH_SIZE = 128;

/** Runs a network forwards. Room for a batch is made once and kept. */
export class Inference {
  readonly #kernels: Kernels;
  readonly #network: Network;
  readonly #sampleSize: number;
  readonly #columns: number;
  readonly #order = Int32Array.from({ length: BATCH_SIZE }, (_, row) => row);
  readonly #batches = new Map<number, NetworkBatch>();

  constructor(kernels: Kernels, network: Network) {
    this.#kernels = kernels;
    this.#network = network;
    this.#sampleSize = sizeOf(network.inputShape);
    this.#columns = sizeOf(outputShapeOf(network));
  }

  /**
   * @param averageOf makes what takes a batch through the network in several views; by default it goes as it is
   * @returns predictions [rows, …output shape] of samples [rows, …input shape]
   */
  async predict(x: Tensor, averageOf?: AverageOf): Promise<Tensor> {
    const rows = checkSamples(x, this.#network, 'x');
    const predictions = allocate(this.#kernels.dtype, rows * this.#columns);
    const batch = this.#batchFor(rows);
    const views = averageOf?.(batch);
    await runInSlices({
      units: Math.ceil(rows / batch.capacity),
      run: (unit) => {
        const first = unit * batch.capacity;
        const count = Math.min(batch.capacity, rows - first);
        const samples = x.data.subarray(first * this.#sampleSize, (first + count) * this.#sampleSize);
        this.#forward(batch, samples, count, predictions.subarray(first * this.#columns), views);
      },
    });
    return new Tensor(predictions, [rows, ...outputShapeOf(this.#network)]);
  }

  /**
   * Writes the prediction of one sample into `into`, by default a new array, and returns it.
   * @throws UserError where one of them has another size.
   */
  predictSample(sample: TensorData, into?: Floats): Floats {
    if (sample.length !== this.#sampleSize) {
      throw new UserError(`The model expects samples of ${this.#sampleSize} numbers, got ${sample.length}`);
    }
    const prediction = into ?? allocate(this.#kernels.dtype, this.#columns);
    if (prediction.length !== this.#columns) {
      throw new UserError(
        `A prediction has ${this.#columns} numbers, but there is room for ${prediction.length}`,
      );
    }
    this.#forward(this.#batchFor(1), sample, 1, prediction);
    return prediction;
  }

  #forward(
    batch: NetworkBatch,
    samples: TensorData,
    count: number,
    into: Floats,
    views?: ViewAverage | undefined,
  ): void {
    if (views) {
      views.forward(count, () => this.#load(batch, samples, count));
    } else {
      this.#load(batch, samples, count);
      batch.forward(0, count);
    }
    const { values, stride } = batch.predictions;
    for (let row = 0; row < count; row++) {
      for (let j = 0; j < this.#columns; j++) into[row * this.#columns + j] = values[row * stride + j];
    }
  }

  #load({ input }: NetworkBatch, samples: TensorData, count: number): void {
    this.#kernels.gather(samples, this.#order, 0, input, 0, count);
  }

  /** Room for one row, for those who predict image by image, or for a whole batch. */
  #batchFor(rows: number): NetworkBatch {
    const capacity = rows === 1 ? 1 : BATCH_SIZE;
    const kept = this.#batches.get(capacity);
    if (kept) return kept;
    const batch = new NetworkBatch(this.#network, this.#kernels, capacity);
    this.#batches.set(capacity, batch);
    return batch;
  }
}
