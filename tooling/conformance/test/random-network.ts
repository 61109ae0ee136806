import {
  AveragePool2D,
  BatchNorm,
  Conv2D,
  Dense,
  Dropout,
  Dropout2D,
  Flatten,
  GlobalAveragePool2D,
  type Layer,
  LeakyReLU,
  Linear,
  MaxPool2D,
  type Model,
  RandomStream,
  ReLU,
  Rescale,
  Residual,
  type Shape,
  Sigmoid,
  Softmax,
  Tanh,
  Tensor,
} from '@fmnist/core';
import { modelOf } from './compare';

/** A whole number from `from` to `to`. */
export type Pick = (from: number, to: number) => number;

const PADDINGS = ['valid', 'same'] as const;
/** How many Residuals may be inside of each other. */
const LEVELS = 2;

/** A network of images of any layers, sizes, strides, paddings and groups that fit, with parameters of no special kind. */
export function randomNetwork(pick: Pick): Model {
  const inputShape = [pick(1, 7), pick(1, 7), pick(1, 4)];
  const { layers, shape } = randomLayers(pick, inputShape, pick(1, 4), 0);
  const model = modelOf([...layers, ...randomEnd(pick, shape)], { inputShape, seed: pick(0, 1000) });
  scatterParameters(model);
  return model;
}

/** Gives parameters values as training leaves them: no bias is 0, no statistics those of a new BatchNorm. */
export function scatterParameters(model: Model): void {
  for (const [index, layer] of model.trainableLayers.entries()) {
    const tensors = layer.getParameters().map(({ shape, data }, place) => {
      const random = new RandomStream(index, `tensor ${place}`);
      const { name } = layer.tensors[place];
      const values = Float32Array.from(data, (value, n) => {
        if (name === 'weights') return value;
        if (name === 'scale' || name === 'variance') return 0.5 + random.uniform(n);
        return random.normal(n) / 2;
      });
      return new Tensor(values, shape);
    });
    layer.setParameters(...tensors);
  }
}

interface Way {
  readonly layers: readonly Layer[];
  readonly shape: Shape;
}

function randomLayers(pick: Pick, inputShape: Shape, count: number, level: number): Way {
  const layers: Layer[] = [];
  let shape = inputShape;
  for (let n = 0; n < count; n++) {
    const next = pick(0, 2) === 0 ? randomSlider(pick, shape) : randomOther(pick, shape, level);
    layers.push(next.layer);
    shape = next.shape;
  }
  return { layers, shape };
}

interface Step {
  readonly layer: Layer;
  readonly shape: Shape;
}

/** A layer whose window slides over the image. */
function randomSlider(pick: Pick, shape: Shape): Step {
  const [height, width, channels] = shape;
  const padding = PADDINGS[pick(0, 1)];
  const most = (size: number) => (padding === 'same' ? 4 : Math.min(4, size));
  const window = [pick(1, most(height)), pick(1, most(width))] as const;
  const options = { stride: pick(1, 3), padding };
  const kind = pick(0, 3);
  if (kind === 0) return after(new MaxPool2D({ poolSize: window, ...options }), shape);
  if (kind === 1) return after(new AveragePool2D({ poolSize: window, ...options }), shape);
  const groups = channels % 2 === 0 ? pick(1, 2) : pick(0, 1) * (channels - 1) + 1;
  const outputs = groups * pick(1, 3);
  const useBias = pick(0, 1) === 1;
  return after(new Conv2D(channels, outputs, { kernelSize: window, groups, useBias, ...options }), shape);
}

function randomOther(pick: Pick, shape: Shape, level: number): Step {
  if (level < LEVELS && pick(0, 2) === 0) return randomResidual(pick, shape, level + 1);
  const kinds = [
    () => new BatchNorm({ epsilon: 1e-3 }),
    () => new ReLU(),
    () => new LeakyReLU(0.2),
    () => new Tanh(),
    () => new Sigmoid(),
    () => new Rescale(1.5, 0.25),
    () => new Dropout(0.3),
    () => new Dropout2D(0.3),
    () => new Linear(),
    () => new Softmax(),
  ];
  return after(kinds[pick(0, kinds.length - 1)](), shape);
}

/** Layers beside a shortcut: x itself, the projection that comes of itself, or another of some layers. */
function randomResidual(pick: Pick, shape: Shape, level: number): Step {
  const [, , channels] = shape;
  const before = randomLayersThatKeep(pick, shape, level);
  const kind = pick(0, 2);
  if (kind === 0) return { layer: new Residual(before), shape };
  const outputs = pick(1, 5);
  if (kind === 1) {
    const widening = after(new Conv2D(channels, outputs, { padding: 'same' }), shape);
    return { layer: new Residual([...before, widening.layer]), shape: widening.shape };
  }
  const options = { stride: pick(1, 3), padding: 'same' } as const;
  const strided = after(new Conv2D(channels, outputs, { kernelSize: 2, ...options }), shape);
  const projection = [
    ...(pick(0, 1) === 0 ? [new ReLU()] : []),
    new Conv2D(channels, outputs, { kernelSize: 1, useBias: false, ...options }),
    ...(pick(0, 1) === 0 ? [new BatchNorm()] : []),
  ];
  return { layer: new Residual([...before, strided.layer], projection), shape: strided.shape };
}

/** One or two layers that leave the shape as it is. */
function randomLayersThatKeep(pick: Pick, shape: Shape, level: number): Layer[] {
  const [, , channels] = shape;
  const { layers, shape: left } = randomLayers(pick, shape, pick(0, 1), level);
  const keeps = left.length === shape.length && left.every((length, axis) => length === shape[axis]);
  return keeps && layers.length > 0
    ? [...layers]
    : [new Conv2D(channels, channels, { padding: 'same', groups: channels, kernelSize: pick(1, 3) })];
}

/** What comes behind the images: nothing, so that the model ends in one, or classes, by one way or by two. */
function randomEnd(pick: Pick, shape: Shape): Layer[] {
  const size = shape.reduce((product, length) => product * length, 1);
  const channels = shape[shape.length - 1];
  const flat = () => [new Flatten(), new Dense(size, 3, { initializer: 'glorot' })];
  const pooled = () => [new GlobalAveragePool2D(), new Dense(channels, 3, { initializer: 'glorot' })];
  const ends = [
    () => [new Linear()],
    () => [new Flatten()],
    () => [new GlobalAveragePool2D(), new Softmax()],
    () => [...flat(), new BatchNorm(), new Softmax()],
    () => [...pooled(), new Softmax()],
    () => [new Residual([new ReLU(), ...flat()], pooled()), new Sigmoid()],
    () => [new Residual([new Tanh(), ...flat()], [new ReLU(), ...flat()]), new Softmax()],
  ];
  return ends[pick(0, ends.length - 1)]();
}

function after(layer: Layer, shape: Shape): Step {
  return { layer, shape: layer.outputShape(shape) };
}
