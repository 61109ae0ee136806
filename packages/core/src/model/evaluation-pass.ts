import type { Kernels } from '../kernels/kernels';
import type { Loss, LossBatch } from '../losses/loss';
import type { Accuracy } from '../metrics/accuracy';
import type { TensorData } from '../tensor/dtype';
import { sizeOf } from '../tensor/shape';
import type { Evaluation } from './history';
import { createLossBatch, gatherTargets } from './loss-batch';
import type { Network } from './network';
import { NetworkBatch } from './network-batch';
import type { Stage } from './stage';
import type { Targets } from './targets';
import type { AverageOf, ViewAverage } from './view-average';

/** How many rows go through the network at once. */
const BATCH_SIZE = 128;

/** What a network is measured on, and where the measures of each sample are put. */
export interface EvaluationTask {
  readonly samples: TensorData;
  readonly targets: Targets;
  readonly losses: Float64Array;
  readonly matches: Float64Array;
}

/**
 * Loss and accuracy over data, as one stage: each unit takes some samples through the network, in room of the thread's
 * own, and notes how each did. One hand then sums in order, so the result does not depend on who did which unit.
 */
export class EvaluationPass implements Stage {
  readonly units: number;
  readonly #kernels: Kernels;
  readonly #loss: Loss;
  readonly #accuracy: Accuracy;
  readonly #task: EvaluationTask;
  readonly #sampleSize: number;
  readonly #batch: NetworkBatch;
  readonly #target: LossBatch;
  readonly #order: Int32Array;
  readonly #views: ViewAverage | undefined;

  /** @param averageOf as for `Inference.predict` */
  constructor(
    kernels: Kernels,
    network: Network,
    loss: Loss,
    accuracy: Accuracy,
    task: EvaluationTask,
    averageOf?: AverageOf,
  ) {
    this.#kernels = kernels;
    this.#loss = loss;
    this.#accuracy = accuracy;
    this.#task = task;
    this.#sampleSize = sizeOf(network.inputShape);
    const capacity = Math.min(BATCH_SIZE, task.targets.count);
    this.units = Math.ceil(task.targets.count / capacity);
    this.#batch = new NetworkBatch(network, kernels, capacity);
    this.#target = createLossBatch(kernels, network, this.#batch, { loss, accuracy });
    this.#order = Int32Array.from({ length: capacity }, (_, row) => row);
    this.#views = averageOf?.(this.#batch);
  }

  run(unit: number): void {
    const { samples, targets, losses, matches } = this.#task;
    const { capacity, input } = this.#batch;
    const first = unit * capacity;
    const count = Math.min(capacity, targets.count - first);
    const kernels = this.#kernels;
    const own = samples.subarray(first * this.#sampleSize);
    const load = () => kernels.gather(own, this.#order, 0, input, 0, count);
    const some = {
      count,
      classes: targets.classes.subarray(first),
      values: targets.values.subarray((first * targets.values.length) / targets.count),
    };
    gatherTargets(kernels, this.#loss, some, this.#order, 0, this.#target, 0, count);
    if (this.#views) {
      this.#views.forward(count, load);
    } else {
      load();
      this.#batch.forward(0, count);
    }
    this.#loss.forward(this.#target, 0, count);
    this.#accuracy.compare(this.#target, 0, count);
    losses.set(this.#target.losses.subarray(0, count), first);
    matches.set(this.#target.matches.subarray(0, count), first);
  }

  /** The means, once all units are done. */
  get result(): Evaluation {
    const { losses, matches, targets } = this.#task;
    return { loss: sum(losses) / targets.count, accuracy: sum(matches) / targets.count };
  }
}

function sum(values: Float64Array): number {
  let total = 0;
  for (const value of values) total += value;
  return total;
}
