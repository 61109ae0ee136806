import { UserError } from '../errors';
import type { Kernels, MemoryPiece } from '../kernels/kernels';
import { JoiningLayer } from '../layers/joining-layer';
import type { Layer, Parameter } from '../layers/layer';
import { RandomStream } from '../random/random-stream';
import { formatShape, type Shape, sizeOf } from '../tensor/shape';

/** A layer on the way of the data. Layers that hold others come behind them. */
export interface NetworkStep {
  readonly layer: Layer;
  /** The step whose output goes in; −1 is the network's input. */
  readonly from: number;
  /** The step whose output is joined to it, where the layer joins two. */
  readonly shortcut: number | undefined;
  /** The shapes of a sample going in and coming out. */
  readonly inputShape: Shape;
  readonly outputShape: Shape;
}

/** Layers that were found to fit each other. */
export interface Network {
  /** As they were added. */
  readonly layers: readonly Layer[];
  /** As data passes them; a step takes only from those before it. */
  readonly steps: readonly NetworkStep[];
  readonly inputShape: Shape;
  /** Of each step, whether gradients are taken back to what it puts out: where that depends on parameters, or on all. */
  readonly learned: readonly boolean[];
  /** All parameters, in the order of the steps. */
  readonly parameters: readonly Parameter[];
  /** The kernels' memory that the layers take. */
  readonly pieces: readonly MemoryPiece[];
}

/** How far gradients are taken back: nowhere, to the lowest layer that learns, or to the network's input. */
export type GradientReach = 'none' | 'learned' | 'input';

/**
 * Checks that the layers fit, and creates their parameters, without values.
 *
 * @param inputShape the shape of one sample; where it is not given, the first layer that insists on a size decides
 * @param gradients how far they are to be taken back. Default `learned`.
 * @throws UserError where there is no layer, the shape cannot be told, or two layers do not fit.
 */
export function buildNetwork(
  layers: readonly Layer[],
  inputShape: Shape | undefined,
  kernels: Kernels,
  gradients: GradientReach = 'learned',
): Network {
  if (layers.length === 0) throw new UserError('The model has no layers: add some before finalize()');
  const way = new Way(inputShape ?? inferInputShape(layers));
  way.follow(layers, -1);
  const { steps } = way;
  const { made: learned, pieces } = kernels.trace(() => buildLayers(steps, kernels, gradients));
  const parameters = steps.flatMap(({ layer }) => layer.parameters);
  return { layers, steps, inputShape: way.inputShape, learned, parameters, pieces };
}

/** Gives the parameters their initial values. Step i draws from the stream (seed, "weights", i). */
export function initializeNetwork({ steps }: Network, seed: number): void {
  steps.forEach(({ layer }, index) => {
    layer.initialize(new RandomStream(seed, 'weights', index));
  });
}

/** The shape of one prediction. */
export function outputShapeOf({ steps }: Network): Shape {
  return steps[steps.length - 1].outputShape;
}

/** Lays out the steps, one after the other, and checks that each can take what it gets. */
class Way {
  readonly steps: NetworkStep[] = [];
  readonly inputShape: Shape;
  readonly #counts = new Map<string, number>();

  constructor(inputShape: Shape) {
    this.inputShape = inputShape;
  }

  /** Takes layers one after the other, from a step on. @returns the last step */
  follow(layers: readonly Layer[], from: number): number {
    return layers.reduce((last, layer) => this.#take(layer, last), from);
  }

  #take(layer: Layer, from: number): number {
    const count = (this.#counts.get(layer.type) ?? 0) + 1;
    this.#counts.set(layer.type, count);
    layer.name = `${layer.type} ${count}`;
    return layer instanceof JoiningLayer ? this.#join(layer, from) : this.#append(layer, from);
  }

  #append(layer: Layer, from: number): number {
    const inputShape = this.#shapeAfter(from);
    const outputShape = fit(layer, this.steps[from]?.layer, inputShape);
    return this.steps.push({ layer, from, shortcut: undefined, inputShape, outputShape }) - 1;
  }

  #join(layer: JoiningLayer, from: number): number {
    const end = this.follow(layer.layers, from);
    layer.project(this.#shapeAfter(from), this.#shapeAfter(end));
    const shortcut = this.follow(layer.projection, from);
    const inputShape = this.#shapeAfter(end);
    const outputShape = layer.join(inputShape, this.#shapeAfter(shortcut));
    return this.steps.push({ layer, from: end, shortcut, inputShape, outputShape }) - 1;
  }

  #shapeAfter(step: number): Shape {
    return step < 0 ? this.inputShape : this.steps[step].outputShape;
  }
}

function buildLayers(steps: readonly NetworkStep[], kernels: Kernels, gradients: GradientReach): boolean[] {
  const learned: boolean[] = [];
  const toInput = gradients === 'input';
  for (const { layer, from, shortcut = from } of steps) {
    const passesGradients = learned[from] ?? toInput;
    layer.build(kernels, passesGradients);
    const hasGradients = layer.parameters.length > 0 && gradients !== 'none';
    learned.push(hasGradients || passesGradients || (learned[shortcut] ?? toInput));
  }
  return learned;
}

function inferInputShape(layers: readonly Layer[]): Shape {
  const size = layers.find((layer) => layer.inputSize !== undefined)?.inputSize;
  if (size === undefined) {
    throw new UserError(
      'No layer tells how large a sample is: give it as new Model({ inputShape: [inputs] })',
    );
  }
  return [size];
}

function fit(layer: Layer, before: Layer | undefined, inputShape: Shape): Shape {
  try {
    return layer.outputShape(inputShape);
  } catch (error) {
    if (!(error instanceof UserError)) throw error;
    const source = before ? `${before.name}, the layer before it,` : 'the model’s input';
    const gives = inputShape.length === 1 ? `${sizeOf(inputShape)}` : formatShape(inputShape);
    throw new UserError(`${error.message}: ${source} gives ${gives}`, { cause: error });
  }
}
