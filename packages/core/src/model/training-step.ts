import type { Kernels } from '../kernels/kernels';
import type { LayerBatch, Parameter } from '../layers/layer';
import type { Loss, LossBatch } from '../losses/loss';
import type { Accuracy } from '../metrics/accuracy';
import type { Optimizer } from '../optimizers/optimizer';
import type { TensorData } from '../tensor/dtype';
import { sizeOf } from '../tensor/shape';
import type { Network } from './network';
import { outputShapeOf } from './network';
import { NetworkBatch } from './network-batch';
import { regularizationLoss } from './regularization';
import type { Targets } from './targets';

/** Work that can be shared out: units touch nothing in common, and all must be done before the next stage begins. */
export interface Stage {
  readonly units: number;
  /** Does unit 0 ≤ `unit` < `units`. */
  run(unit: number): void;
}

/** Everything a training step works on. */
export interface TrainingTask {
  readonly kernels: Kernels;
  readonly network: Network;
  readonly loss: Loss;
  readonly accuracy: Accuracy;
  readonly optimizer: Optimizer;
  /** Row-major samples, in the kernels' memory. */
  readonly samples: TensorData;
  readonly targets: Targets;
  readonly batchSize: number;
  readonly seed: number;
}

/** Rows of a batch in one unit of work. */
const ROWS_PER_UNIT = 8;
/** Numbers of a parameter in one unit of work, at least one row. */
const NUMBERS_PER_UNIT = 4096;

/**
 * A training step as two stages. `rows`: forward, loss and the gradients of the activations; each row of the batch
 * depends on no other, so the rows are shared out. `parameters`: the parameters' gradients and their update; each
 * gradient sums over the batch in order, in one unit, so the parameters are shared out. No sum is ever split, which is
 * why the result does not depend on who does which unit.
 */
export class TrainingStep {
  /** Where each sample of the epoch stands in the data: step s takes those from s·batchSize on. */
  readonly order: Int32Array;
  readonly stepsPerEpoch: number;
  /** Of each step of the epoch: the mean loss of its batch. */
  readonly dataLosses: Float64Array;
  /** Of each step of the epoch: the share of right answers in its batch. */
  readonly accuracies: Float64Array;
  /** Of each step of the epoch that is recorded: the penalty before the step. */
  readonly regularizationLosses: Float64Array;
  readonly #task: TrainingTask;
  readonly #batch: NetworkBatch;
  readonly #target: LossBatch;
  readonly #units: readonly ParameterUnit[];
  /** Of each parameter, whether a step left a number in it that is not finite. */
  readonly #broken: Int32Array;
  #step = 0;
  #rows = 0;
  #recorded = false;

  constructor(task: TrainingTask) {
    const { kernels, network, targets, batchSize } = task;
    this.#task = task;
    this.stepsPerEpoch = Math.ceil(targets.count / batchSize);
    this.order = kernels.allocate('int32', targets.count);
    this.dataLosses = kernels.allocate('float64', this.stepsPerEpoch);
    this.accuracies = kernels.allocate('float64', this.stepsPerEpoch);
    this.regularizationLosses = kernels.allocate('float64', this.stepsPerEpoch);
    this.#broken = kernels.allocate('int32', network.parameters.length);
    const capacity = Math.min(batchSize, targets.count);
    this.#batch = new NetworkBatch(network, kernels, capacity, true);
    this.#batch.pass.training = true;
    this.#batch.pass.seed = task.seed;
    this.#target = createTarget(kernels, network, this.#batch);
    this.#units = cutParameters(network, this.#batch);
  }

  /**
   * Makes ready for step `step` of epoch `epoch`, both from 0.
   * @param recorded whether to compute the penalty
   * @returns the stages, to be done one after the other; the optimizer's `iterations` grows after the last
   */
  begin(epoch: number, step: number, recorded: boolean): readonly Stage[] {
    const { targets, batchSize } = this.#task;
    this.#step = step;
    this.#recorded = recorded;
    this.#rows = Math.min(batchSize, targets.count - step * batchSize);
    this.#batch.pass.firstRow = epoch * targets.count + step * batchSize;
    return [
      { units: Math.ceil(this.#rows / ROWS_PER_UNIT) + 1, run: (unit) => this.#runRows(unit) },
      { units: this.#units.length + 1, run: (unit) => this.#runParameters(unit) },
    ];
  }

  /** What went wrong in the last step, where a number stopped being finite: the layer's name, and where in it. */
  failure(): string | undefined {
    if (!Number.isFinite(this.dataLosses[this.#step])) {
      return this.#batch.firstNonFinite(this.#rows) ?? 'the loss';
    }
    const broken = this.#broken.indexOf(1);
    if (broken === -1) return undefined;
    const unit = this.#units.find(({ parameterIndex }) => parameterIndex === broken);
    return unit && `${unit.layerName} (its ${unit.parameter.name})`;
  }

  #runRows(unit: number): void {
    if (unit === 0) {
      if (this.#recorded) {
        this.regularizationLosses[this.#step] = regularizationLoss(this.#task.kernels, this.#task.network);
      }
      return;
    }
    const { kernels, loss, accuracy, samples, targets, batchSize } = this.#task;
    const start = (unit - 1) * ROWS_PER_UNIT;
    const end = Math.min(start + ROWS_PER_UNIT, this.#rows);
    const first = this.#step * batchSize;
    kernels.gather(samples, this.order, first, this.#batch.input, start, end);
    gatherTargets(kernels, loss, targets, this.order, first, this.#target, start, end);
    this.#batch.forward(start, end);
    loss.forward(this.#target, start, end);
    accuracy.compare(this.#target, start, end);
    this.#batch.backward(loss, this.#target, this.#rows, start, end);
  }

  #runParameters(unit: number): void {
    if (unit === 0) {
      this.dataLosses[this.#step] = mean(this.#target.losses, this.#rows);
      this.accuracies[this.#step] = mean(this.#target.matches, this.#rows);
      return;
    }
    const { kernels, network, optimizer } = this.#task;
    const { layerIndex, parameter, parameterIndex, start, end } = this.#units[unit - 1];
    const { matrix, gradients, l1, l2 } = parameter;
    network.layers[layerIndex].parameterGradients(
      parameter,
      this.#batch.layers[layerIndex],
      this.#rows,
      start,
      end,
    );
    if (l1 > 0 || l2 > 0) kernels.addRegularizationGradients(matrix, gradients, l1, l2, start, end);
    optimizer.update(kernels, parameter, start, end);
    if (!kernels.isFinite(matrix, start, end)) this.#broken[parameterIndex] = 1;
  }
}

interface ParameterUnit {
  readonly layerIndex: number;
  readonly layerName: string;
  readonly parameter: Parameter;
  /** The parameter's place among all of the network's. */
  readonly parameterIndex: number;
  readonly start: number;
  readonly end: number;
}

function cutParameters(network: Network, batch: { layers: readonly LayerBatch[] }): ParameterUnit[] {
  return batch.layers.flatMap(({ index: layerIndex }) => {
    const layer = network.layers[layerIndex];
    return layer.parameters.flatMap((parameter) => {
      const { rows, columns } = parameter.matrix;
      const step = Math.max(1, Math.floor(NUMBERS_PER_UNIT / columns));
      return Array.from({ length: Math.ceil(rows / step) }, (_, unit) => ({
        layerIndex,
        layerName: layer.name,
        parameter,
        parameterIndex: network.parameters.indexOf(parameter),
        start: unit * step,
        end: Math.min(rows, (unit + 1) * step),
      }));
    });
  });
}

/** The room for what a batch is compared with. */
export function createTarget(kernels: Kernels, network: Network, batch: NetworkBatch): LossBatch {
  const { predictions, capacity } = batch;
  return {
    kernels,
    predictions,
    classes: kernels.allocate('int32', capacity),
    values: kernels.createActivations(capacity, sizeOf(outputShapeOf(network))),
    losses: kernels.allocate('float64', capacity),
    matches: kernels.allocate('float64', capacity),
  };
}

/** Fetches what rows `start` to `end` of a batch are compared with. */
export function gatherTargets(
  kernels: Kernels,
  loss: Loss,
  targets: Targets,
  order: Int32Array,
  first: number,
  target: LossBatch,
  start: number,
  end: number,
): void {
  if (loss.targets === 'classes') {
    for (let row = start; row < end; row++) target.classes[row] = targets.classes[order[first + row]];
  } else {
    kernels.gather(targets.values, order, first, target.values, start, end);
  }
}

function mean(values: Float64Array, count: number): number {
  let sum = 0;
  for (let i = 0; i < count; i++) sum += values[i];
  return sum / count;
}
