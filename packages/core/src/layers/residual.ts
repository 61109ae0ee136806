import { UserError } from '../errors';
import { convolutionKernels } from '../kernels/sets/convolution';
import type { KernelSet } from '../kernels/sets/kernel-set';
import { formatShape, type Shape, sameShape } from '../tensor/shape';
import { Conv2D } from './conv-2d';
import { JoiningLayer } from './joining-layer';
import type { Layer, LayerBatch, LayerConfig } from './layer';

/** How many Residuals may be inside of each other: deeper than any network, and no danger to the stack. */
const MAX_DEPTH = 16;

/**
 * Layers that learn what is to be added to their input (He, Zhang, Ren & Sun 2016, equations 1 and 2).
 *
 * - forward: y = F(x) + P(x), with F the layers inside, one after the other, and P the projection: by default x itself
 *   where F keeps its shape, else a convolution with a window of one pixel, without bias
 * - backward: dF = dP = dy, and dx the sum of what comes back through both
 *
 * @example
 * new Residual([new Conv2D(16, 16, { padding: 'same', useBias: false }), new BatchNorm()])
 */
export class Residual extends JoiningLayer {
  readonly type = 'Residual';
  /** How many Residuals are inside of each other here, this one included. */
  readonly depth: number;
  readonly #layers: readonly Layer[];
  readonly #given: readonly Layer[];
  #projection: readonly Layer[];

  /**
   * @param layers F, at least one
   * @param projection P, where it is neither x itself nor the convolution of one pixel
   * @throws UserError where there are no layers, or more than 16 Residuals are inside of each other.
   */
  constructor(layers: readonly Layer[], projection: readonly Layer[] = []) {
    super();
    if (layers.length === 0) throw new UserError('Residual: give it at least one layer');
    this.#layers = layers;
    this.#given = projection;
    this.#projection = projection;
    this.depth = 1 + this.inner.reduce((deepest, layer) => Math.max(deepest, depthOf(layer)), 0);
    if (this.depth > MAX_DEPTH) {
      throw new UserError(`Residual: more than ${MAX_DEPTH} are inside of each other`);
    }
  }

  override get kernelSets(): readonly KernelSet[] {
    return [convolutionKernels];
  }

  /** F. */
  get layers(): readonly Layer[] {
    return this.#layers;
  }

  /** P; none where it is x itself. */
  get projection(): readonly Layer[] {
    return this.#projection;
  }

  override get inner(): readonly Layer[] {
    return [...this.#layers, ...this.#projection];
  }

  override get inputSize(): number | undefined {
    return this.#layers[0].inputSize;
  }

  /** Chooses P where it was not given: from the shape of x to that of F(x). @throws UserError where no such P is known. */
  project(from: Shape, to: Shape): void {
    if (this.#given.length > 0 || sameShape(from, to)) return;
    const stride = Math.ceil(from[0] / to[0]);
    const fits =
      from.length === 3 &&
      to.length === 3 &&
      Math.ceil(from[0] / stride) === to[0] &&
      Math.ceil(from[1] / stride) === to[1];
    if (!fits) {
      throw new UserError(
        `${this.name} cannot add samples of the shape ${formatShape(from)} to what its layers make of them, ${formatShape(to)}: give it a projection`,
      );
    }
    this.#projection = [
      new Conv2D(from[2], to[2], { kernelSize: 1, stride, padding: 'same', useBias: false }),
    ];
  }

  /** The shape of F(x) + P(x). @throws UserError where they differ. */
  join(layers: Shape, projection: Shape): Shape {
    if (!sameShape(layers, projection)) {
      throw new UserError(
        `${this.name}: its layers give samples of the shape ${formatShape(layers)}, its projection ${formatShape(projection)}`,
      );
    }
    return layers;
  }

  forward({ kernels, input, shortcut, output }: LayerBatch, start: number, end: number): void {
    if (shortcut) kernels.add(input, shortcut, output, start, end);
  }

  /** Nothing is to be done: the gradients of both summands are those of the sum, and stand where these do. */
  backward(): void {}

  config(): LayerConfig {
    return {
      type: this.type,
      layers: this.#layers.map((layer) => layer.config()),
      projection: this.#given.map((layer) => layer.config()),
    };
  }
}

/** How many Residuals are inside of each other in a layer, itself included. */
function depthOf(layer: Layer): number {
  return layer instanceof Residual ? layer.depth : 0;
}
