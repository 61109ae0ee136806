import {
  AveragePool2D,
  BatchNorm,
  Conv2D,
  Dense,
  type DenseOptions,
  Dropout,
  Flatten,
  GlobalAveragePool2D,
  type Initializer,
  type Layer,
  LeakyReLU,
  MaxPool2D,
  ReLU,
  Rescale,
  Residual,
  type Shape,
  Sigmoid,
  Softmax,
  Tanh,
  UserError,
} from '@fmnist/core';
import { type LayerSpec, layerKinds } from './layer-spec';

const ROW: Shape = [28 * 28];
const PICTURE: Shape = [28, 28, 1];
const CLASSES = 10;

/** Layers that work on pictures alone. */
const OF_PICTURES: readonly string[] = ['conv', 'maxpool', 'avgpool', 'globalpool'];

/** How the layers of a network begin and are kept small. */
export interface NetworkOptions {
  /** Whether the model takes pictures, and not rows of 784 numbers, whatever its layers are. */
  readonly takesPictures: boolean;
  /** Of dense layers but the last. */
  readonly initializer: Initializer;
  /** Of the last layer that learns. */
  readonly lastInitializer: Initializer;
  /** λ₂ of the first layer that has weights. */
  readonly l2: number;
}

/** What one of the specified layers makes of a picture. */
export interface LaidLayer {
  /** The shape of what comes out. */
  readonly shape: Shape;
  /** How many numbers it learns. */
  readonly parameters: number;
}

/** A network that fits together. */
export interface LaidNetwork {
  readonly inputShape: Shape;
  readonly layers: readonly Layer[];
  /** Of each specified layer, and of the last, which is always the same. */
  readonly laid: readonly LaidLayer[];
}

/** A layer does not fit where it is. */
export class MisfitError extends UserError {
  override name = 'MisfitError';

  /** @param place the index of the layer; as many as there are for the last, which gives the classes */
  constructor(
    readonly place: number,
    message: string,
  ) {
    super(message);
  }
}

/** One step on the way of a picture: a specified layer with what it needs before it. */
interface Step {
  readonly layers: readonly Layer[];
  readonly from: Shape;
}

/**
 * The layers of a network for the ten classes, each made to fit the one before it.
 * @throws MisfitError where that cannot be.
 */
export function layNetwork(specs: readonly LayerSpec[], options: NetworkOptions): LaidNetwork {
  const takesPictures = options.takesPictures || specs.some(({ kind }) => OF_PICTURES.includes(kind));
  const inputShape = takesPictures ? PICTURE : ROW;
  const laid: LaidLayer[] = [];
  const steps: Step[] = [];
  let shape = inputShape;
  let penalty: DenseOptions = { weightRegularizerL2: options.l2, biasRegularizerL2: options.l2 };
  const takePenalty = () => {
    const taken = penalty;
    penalty = {};
    return taken;
  };

  const add = (layers: readonly Layer[], parameters: number) => {
    steps.push({ layers, from: shape });
    shape = layers.reduce((before, layer) => layer.outputShape(before), shape);
    laid.push({ shape, parameters });
  };
  const addDense = (outputs: number, initializer: Initializer) => {
    const inputs = sizeOf(shape);
    const dense = new Dense(inputs, outputs, { initializer, ...takePenalty() });
    add([...(shape.length > 1 ? [new Flatten()] : []), dense], (inputs + 1) * outputs);
  };

  for (const [place, spec] of specs.entries()) {
    const [first, second, third] = spec.numbers;
    if (OF_PICTURES.includes(spec.kind)) checkPicture(place, spec, shape);
    switch (spec.kind) {
      case 'dense':
        addDense(first, options.initializer);
        break;
      case 'conv': {
        const useBias = specs[place + 1]?.kind !== 'batchnorm';
        const window = { kernelSize: second, stride: third, padding: 'same', useBias } as const;
        const conv = new Conv2D(shape[2], first, { ...window, ...takePenalty() });
        add(
          [conv],
          conv.tensors.reduce((sum, tensor) => sum + sizeOf(tensor.shape), 0),
        );
        break;
      }
      case 'residual': {
        const inner = steps.splice(steps.length - first, first);
        if (inner.length < first) {
          throw new MisfitError(
            place,
            `it reaches back over ${first} layers, and before it there ${inner.length === 1 ? 'is 1' : `are ${inner.length}`}`,
          );
        }
        const residual = new Residual(inner.flatMap(({ layers }) => layers));
        const { from } = inner[0];
        steps.push({ layers: [residual], from });
        laid.push({ shape, parameters: project(residual, place, from, shape) });
        break;
      }
      case 'batchnorm':
        add([new BatchNorm()], 2 * shape[shape.length - 1]);
        break;
      default:
        add([plainLayer(spec)], 0);
    }
  }
  addDense(CLASSES, options.lastInitializer);
  const inside = steps.flatMap(({ layers }) => layers);
  return { inputShape, layers: [new Rescale(1 / 255), ...inside, new Softmax()], laid };
}

/** A layer that learns nothing. */
function plainLayer({ kind, numbers: [number] }: LayerSpec): Layer {
  switch (kind) {
    case 'relu':
      return new ReLU();
    case 'leakyrelu':
      return new LeakyReLU(number);
    case 'tanh':
      return new Tanh();
    case 'sigmoid':
      return new Sigmoid();
    case 'dropout':
      return new Dropout(number);
    case 'maxpool':
      return new MaxPool2D({ poolSize: number });
    case 'avgpool':
      return new AveragePool2D({ poolSize: number });
    case 'globalpool':
      return new GlobalAveragePool2D();
    default:
      throw new Error(`${kind} is a layer that learns`);
  }
}

/** @throws MisfitError where a layer that wants pictures gets a row, or one that is too small. */
function checkPicture(place: number, { kind, numbers: [size] }: LayerSpec, shape: Shape): void {
  if (shape.length !== 3) {
    throw new MisfitError(
      place,
      `it works on pictures, and the layer before it gives a row of ${shape[0]} numbers: move it up, before the first dense layer`,
    );
  }
  const isPool = kind === 'maxpool' || kind === 'avgpool';
  if (isPool && (shape[0] < size || shape[1] < size)) {
    throw new MisfitError(
      place,
      `its window of ${size} × ${size} is larger than what it gets, ${formatShape(shape)}: take one of the pools before it away`,
    );
  }
}

/** @returns how many numbers the way around learns @throws MisfitError where both ways do not fit together. */
function project(residual: Residual, place: number, from: Shape, to: Shape): number {
  try {
    residual.project(from, to);
  } catch (error) {
    if (!(error instanceof UserError)) throw error;
    throw new MisfitError(
      place,
      `it adds what goes into the ${layerKinds.residual.name.toLowerCase()} part, ${formatShape(from)}, to what comes out, ${formatShape(to)}, and these do not fit`,
    );
  }
  return residual.projection.reduce(
    (sum, layer) => layer.tensors.reduce((inner, tensor) => inner + sizeOf(tensor.shape), sum),
    0,
  );
}

/** A shape for people. */
export function formatShape(shape: Shape): string {
  return shape.join(' × ');
}

function sizeOf(shape: Shape): number {
  return shape.reduce((product, length) => product * length, 1);
}
