import type { Kernels } from '../kernels/kernels';
import type { Loss } from '../losses/loss';
import type { Accuracy } from '../metrics/accuracy';
import type { TensorData } from '../tensor/dtype';
import { allocate } from '../tensor/dtype';
import { sizeOf } from '../tensor/shape';
import { Tensor } from '../tensor/tensor';
import { nextTask } from './engine';
import type { Evaluation } from './history';
import { type Network, outputShapeOf } from './network';
import { NetworkBatch } from './network-batch';
import { checkSamples } from './samples';
import { type Labels, parseTargets } from './targets';
import { createTarget, gatherTargets } from './training-step';

/** How many rows go through the network at once. */
const BATCH_SIZE = 128;
/** How long the event loop may wait, in milliseconds. */
const SLICE_MS = 50;

/** Runs a network forwards: predictions, and how good they are. Room for a batch is made once and kept. */
export class Inference {
  readonly #kernels: Kernels;
  readonly #network: Network;
  readonly #batches = new Map<number, NetworkBatch>();

  constructor(kernels: Kernels, network: Network) {
    this.#kernels = kernels;
    this.#network = network;
  }

  /** @returns predictions [rows, …output shape] of samples [rows, …input shape] */
  async predict(x: Tensor): Promise<Tensor> {
    const rows = checkSamples(x, this.#network, 'x');
    const outputShape = outputShapeOf(this.#network);
    const columns = sizeOf(outputShape);
    const predictions = allocate(this.#kernels.dtype, rows * columns);
    const batch = this.#batchFor(rows);
    await this.#forEachBatch(x, batch, (_order, first, count) => {
      predictions.set(batch.predictions.values.subarray(0, count * columns), first * columns);
    });
    return new Tensor(predictions, [rows, ...outputShape]);
  }

  async evaluate(x: Tensor, y: Labels, loss: Loss, accuracy: Accuracy): Promise<Evaluation> {
    const rows = checkSamples(x, this.#network, 'x');
    const targets = parseTargets(y, loss, this.#network, rows);
    let lossSum = 0;
    let matchSum = 0;
    const batch = this.#batchFor(rows);
    const target = createTarget(this.#kernels, this.#network, batch);
    await this.#forEachBatch(x, batch, (order, first, count) => {
      gatherTargets(this.#kernels, loss, targets, order, first, target, 0, count);
      loss.forward(target, 0, count);
      accuracy.compare(target, 0, count);
      for (let row = 0; row < count; row++) {
        lossSum += target.losses[row];
        matchSum += target.matches[row];
      }
    });
    return { loss: lossSum / rows, accuracy: matchSum / rows };
  }

  async #forEachBatch(
    x: Tensor,
    batch: NetworkBatch,
    use: (order: Int32Array, first: number, count: number) => void,
  ): Promise<void> {
    const [rows] = x.shape;
    const samples: TensorData = this.#kernels.hold(x.data);
    const order = this.#kernels.allocate('int32', rows);
    for (let row = 0; row < rows; row++) order[row] = row;
    let deadline = performance.now() + SLICE_MS;
    for (let first = 0; first < rows; first += batch.capacity) {
      const count = Math.min(batch.capacity, rows - first);
      this.#kernels.gather(samples, order, first, batch.input, 0, count);
      batch.forward(0, count);
      use(order, first, count);
      if (performance.now() > deadline) {
        await nextTask();
        deadline = performance.now() + SLICE_MS;
      }
    }
  }

  /** Room for one row, for those who predict image by image, or for a whole batch. */
  #batchFor(rows: number): NetworkBatch {
    const capacity = rows === 1 ? 1 : BATCH_SIZE;
    const kept = this.#batches.get(capacity);
    if (kept) return kept;
    const batch = new NetworkBatch(this.#network, this.#kernels, capacity, false);
    this.#batches.set(capacity, batch);
    return batch;
  }
}
