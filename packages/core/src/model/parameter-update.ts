import type { Layer, LayerBatch, Parameter } from '../layers/layer';
import type { NetworkBatch } from './network-batch';
import type { Stage } from './stage';
import type { Trainable } from './training-step';

/** Numbers of a parameter in one unit of work, at least one row. */
const NUMBERS_PER_UNIT = 4096;

/** Rows of a parameter that are worked on by one hand. */
interface ParameterUnit {
  readonly layer: Layer;
  readonly batch: LayerBatch;
  readonly parameter: Parameter;
  /** The parameter's place among all of the network's. */
  readonly parameterIndex: number;
  readonly start: number;
  readonly end: number;
}

/**
 * The end of a training step: the gradients of the parameters, and their update. Each gradient sums over the batch in order,
 * in one unit, and is used at once while it is close.
 *
 * Where the optimizer clips gradients (Pascanu, Mikolov & Bengio 2013, algorithm 1), there are three stages instead of one:
 * all gradients g, penalties included, with the sum of squares of each unit; one unit that adds those up in order; and the
 * updates, with g·min(1, clipNorm / √Σ g²).
 */
export class ParameterUpdate {
  readonly stages: readonly Stage[];
  /** How many rows the batch has. */
  batchRows = 0;
  readonly #trained: Trainable;
  readonly #units: readonly ParameterUnit[];
  /** Of each parameter, whether an update left a number in it that is not finite. */
  readonly #broken: Int32Array;
  /** Of each unit, the sum of its squared gradients. */
  readonly #squares: Float64Array;
  /** One number: what gradients are multiplied with before the update. */
  readonly #scale: Float64Array;

  constructor(trained: Trainable, { steps }: NetworkBatch) {
    const { kernels, network, optimizer } = trained;
    const { clipNorm } = optimizer;
    this.#trained = trained;
    this.#units = steps.flatMap(({ layer, batch }) =>
      layer.parameters.flatMap((parameter) => {
        const parameterIndex = network.parameters.indexOf(parameter);
        return cut(parameter).map((range) => ({ layer, batch, parameter, parameterIndex, ...range }));
      }),
    );
    this.#broken = kernels.allocate('int32', network.parameters.length);
    this.#squares = kernels.allocate('float64', clipNorm === undefined ? 0 : this.#units.length);
    this.#scale = kernels.allocate('float64', 1);
    this.stages = this.#createStages(clipNorm);
  }

  /** Whether an update left a number that is not finite. */
  get hasFailed(): boolean {
    return this.#broken.includes(1);
  }

  /** Which parameter has a number that is not finite: its layer's name, and its own. */
  explainFailure(): string {
    const broken = this.#broken.indexOf(1);
    const unit = this.#units.find(({ parameterIndex }) => parameterIndex === broken);
    return unit ? `${unit.layer.name} (its ${unit.parameter.name})` : 'a parameter';
  }

  #createStages(clipNorm: number | undefined): Stage[] {
    const forEachUnit = (work: (unit: ParameterUnit, index: number) => void): Stage => ({
      units: this.#units.length,
      run: (index) => work(this.#units[index], index),
    });
    if (clipNorm === undefined) {
      return [
        forEachUnit((unit) => {
          this.#computeGradients(unit);
          this.#update(unit);
        }),
      ];
    }
    return [
      forEachUnit((unit, index) => {
        this.#computeGradients(unit);
        this.#measure(unit, index);
      }),
      { units: 1, run: () => this.#chooseScale(clipNorm) },
      forEachUnit((unit) => {
        this.#clip(unit);
        this.#update(unit);
      }),
    ];
  }

  #computeGradients({ layer, batch, parameter, start, end }: ParameterUnit): void {
    const { matrix, gradients, l1, l2 } = parameter;
    layer.parameterGradients(parameter, batch, this.batchRows, start, end);
    if (l1 > 0 || l2 > 0) {
      this.#trained.kernels.addRegularizationGradients(matrix, gradients, l1, l2, start, end);
    }
  }

  #measure({ parameter, start, end }: ParameterUnit, index: number): void {
    this.#squares[index] = this.#trained.kernels.sumOfSquares(parameter.gradients, start, end);
  }

  #chooseScale(clipNorm: number): void {
    let sum = 0;
    for (const squares of this.#squares) sum += squares;
    const norm = Math.sqrt(sum);
    // A norm that is no number scales nothing, so that only the parameter it comes from breaks, and is named.
    this.#scale[0] = norm > clipNorm ? clipNorm / norm : 1;
  }

  #clip({ parameter: { gradients }, start, end }: ParameterUnit): void {
    const scale = this.#scale[0];
    if (scale !== 1) this.#trained.kernels.rescale(gradients, scale, 0, gradients, start, end);
  }

  #update({ layer, parameter, parameterIndex, start, end }: ParameterUnit): void {
    const { kernels, optimizer } = this.#trained;
    optimizer.update(kernels, parameter, start, end);
    optimizer.averages?.update(kernels, parameter, optimizer.iterations, start, end);
    layer.settle(parameter, start, end);
    if (!kernels.isFinite(parameter.matrix, start, end)) this.#broken[parameterIndex] = 1;
  }
}

function cut({ matrix: { rows, columns } }: Parameter): { start: number; end: number }[] {
  const step = Math.max(1, Math.floor(NUMBERS_PER_UNIT / columns));
  return Array.from({ length: Math.ceil(rows / step) }, (_, unit) => ({
    start: unit * step,
    end: Math.min(rows, (unit + 1) * step),
  }));
}
