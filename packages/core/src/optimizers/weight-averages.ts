import type { Kernels, Matrix } from '../kernels/kernels';
import type { Parameter } from '../layers/layer';
import type { Floats } from '../tensor/dtype';

/** What is beside the parameters, as an optimizer's state names it: their `averages`, or, while those are shown, the `raw` ones. */
export const averagesNames = ['averages', 'raw'] as const;
export type AveragesName = (typeof averagesNames)[number];

/**
 * Averages of parameters over the steps of a training (Polyak & Juditsky 1992), the older the less they count. They begin
 * at the parameters as they are before the first step. After each step, with t steps before it:
 *
 * d = min(averaging, (1 + t) / (10 + t)); a −= (1 − d)·(a − w)
 *
 * The bound on d makes averages of the first steps forget where they began, as TensorFlow's ExponentialMovingAverage does.
 *
 * There is one matrix beside each parameter. Steps change the raw parameters, and the matrix keeps the average. To {@link show}
 * the averages, the two trade places, bit by bit, so that whoever reads the model reads the averages; to {@link hide} them,
 * they trade back, and the next step finds all as the last one left it. Whoever replaces parameters while averages are shown
 * replaces both: training goes on from there.
 */
export class WeightAverages {
  readonly #averaging: number;
  readonly #kernels: Kernels;
  readonly #others: ReadonlyMap<Parameter, Matrix>;
  #name: AveragesName | undefined;
  /** The averages as they were when they were shown; of nothing while they are hidden. */
  #shown: ReadonlyMap<Parameter, Floats> = new Map();

  /** @param averaging the share of the average that is kept each step */
  constructor(averaging: number, kernels: Kernels, parameters: readonly Parameter[]) {
    this.#averaging = averaging;
    this.#kernels = kernels;
    this.#others = new Map(
      parameters.map((parameter) => {
        const { rows, columns } = parameter.matrix;
        return [parameter, kernels.createMatrix(rows, columns)];
      }),
    );
  }

  /** What is beside the parameters; nothing before {@link begin}. */
  get name(): AveragesName | undefined {
    return this.#name;
  }

  /** What is beside a parameter. */
  besideOf(parameter: Parameter): Matrix | undefined {
    return this.#others.get(parameter);
  }

  /** Begins the averages at the parameters as they are, unless they have begun. */
  begin(): void {
    if (this.#name) return;
    this.#copyParameters();
    this.#name = 'averages';
  }

  /** Takes rows `start` to `end` of a parameter, as a step has left them, into the average. @param steps before this one */
  update(kernels: Kernels, parameter: Parameter, steps: number, start: number, end: number): void {
    const average = this.#others.get(parameter);
    const keep = Math.min(this.#averaging, (1 + steps) / (10 + steps));
    if (average) kernels.average(average, parameter.matrix, 1 - keep, start, end);
  }

  /** Puts the averages in the parameters' places. @returns whether that changed anything */
  show(): boolean {
    if (this.#name !== 'averages') return false;
    this.#trade();
    this.restore('raw');
    return true;
  }

  /** Puts the raw parameters back. @returns whether that changed anything */
  hide(): boolean {
    if (this.#name !== 'raw') return false;
    this.heedReplaced();
    this.#trade();
    this.restore('averages');
    return true;
  }

  /** Says what now is beside the parameters; where it is nothing, the averages begin anew with the next training. */
  restore(name: AveragesName | undefined): void {
    this.#name = name;
    this.#shown = name === 'raw' ? this.#readParameters() : new Map();
  }

  /** Where somebody has replaced parameters while averages were shown, makes what was given the raw parameters too. */
  heedReplaced(): void {
    const isReplaced = [...this.#shown].some(([{ matrix }, shown]) => {
      const now = this.#kernels.readMatrix(matrix);
      return shown.some((value, index) => !Object.is(value, now[index]));
    });
    if (!isReplaced) return;
    this.#copyParameters();
    this.restore('raw');
  }

  #copyParameters(): void {
    for (const [{ matrix }, other] of this.#others) this.#kernels.copy(matrix, other, 0, matrix.rows);
  }

  #trade(): void {
    for (const [{ matrix }, other] of this.#others) this.#kernels.swap(matrix, other);
  }

  #readParameters(): Map<Parameter, Floats> {
    return new Map(
      [...this.#others.keys()].map((parameter) => [parameter, this.#kernels.readMatrix(parameter.matrix)]),
    );
  }
}
