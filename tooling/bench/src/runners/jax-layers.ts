import { nn, numpy as np } from '@jax-js/jax';
import type { JsonObject } from '../json-object';

/** What a network has learned and remembers. A tree in jax-js' sense. */
export type State = {
  /** What decays: the weights of convolutions and dense layers. */
  weights: np.Array[];
  /** Biases, and the scales and offsets of normalizations. */
  others: np.Array[];
  /** Running means and variances, two of each normalization. */
  running: np.Array[];
};

/** A pass through the network. Each array of the state is used once. */
export interface Pass {
  readonly state: State;
  readonly training: boolean;
  /** What `state.running` is to be after a pass of a training. */
  readonly remembered: np.Array[];
}

/** What a layer makes of images [n, height, width, channels] or rows, which it owns. */
export type Apply = (x: np.Array, pass: Pass) => np.Array;

/** A network's layers as functions, and the state it begins with. */
export class JaxLayers {
  readonly initial: State = { weights: [], others: [], running: [] };
  readonly apply: Apply;
  #channels: number;

  /**
   * @param configs the layers as plain data
   * @param channels how many channels the images have
   * @param take gives the next of the initial weights
   * @throws Error where a layer is not known here
   */
  constructor(
    configs: readonly JsonObject[],
    channels: number,
    private readonly take: (count: number) => Float32Array<ArrayBuffer>,
  ) {
    this.#channels = channels;
    this.apply = this.#chain(configs);
  }

  #chain(configs: readonly JsonObject[]): Apply {
    const layers = configs.map((config) => this.#create(config));
    return (x, pass) => layers.reduce((input, layer) => layer(input, pass), x);
  }

  #create(config: JsonObject): Apply {
    const type = config.string('type');
    switch (type) {
      case 'Rescale': {
        // Pixels come as floats from 0 to 1, and the recipe's rescaling is of bytes.
        const [scale, offset] = [255 * config.number('scale'), config.number('offset')];
        return (x) => x.mul(scale).add(offset);
      }
      case 'Conv2D':
        return this.#convolution(config);
      case 'BatchNorm':
        return this.#normalization(config.number('momentum'), config.number('epsilon'));
      case 'ReLU':
        return (x) => nn.relu(x);
      case 'MaxPool2D':
        return maxPool(config);
      case 'GlobalAveragePool2D':
        return (x) => np.mean(x, [1, 2]);
      case 'Dense': {
        const [inputs, outputs] = [config.number('inputs'), config.number('outputs')];
        const weights = this.#keep(
          'weights',
          np.array(this.take(inputs * outputs), { shape: [inputs, outputs] }),
        );
        const biases = this.#keep('others', np.array(this.take(outputs)));
        return (x, { state }) => np.matmul(x, state.weights[weights]).add(state.others[biases]);
      }
      case 'Residual':
        return this.#residual(config);
      // The loss has it in it.
      case 'Softmax':
        return (x) => x;
      default:
        throw new Error(`the bench does not know the layer ${type} for jax-js`);
    }
  }

  /** What the window sees at every place, times the weights: several times as fast as `lax.convGeneralDilated`. */
  #convolution(config: JsonObject): Apply {
    const [inputs, outputs] = [config.number('inputs'), config.number('outputs')];
    const [windowHeight, windowWidth] = [config.number('kernelHeight'), config.number('kernelWidth')];
    if (config.number('stride') !== 1 || config.number('groups') !== 1) {
      throw new Error('the bench does not know convolutions with strides or groups for jax-js');
    }
    const seen = windowHeight * windowWidth;
    const given = np.array(this.take(inputs * seen * outputs), { shape: [inputs, seen, outputs] });
    const weights = this.#keep('weights', np.transpose(given, [1, 0, 2]).reshape([seen * inputs, outputs]));
    const biases = config.boolean('useBias') ? this.#keep('others', np.array(this.take(outputs))) : undefined;
    this.#channels = outputs;
    const [top, left] = [Math.floor((windowHeight - 1) / 2), Math.floor((windowWidth - 1) / 2)];
    const isSame = config.string('padding') === 'same';
    return (x, { state }) => {
      const padded = isSame
        ? np.pad(x, [
            [0, 0],
            [top, windowHeight - 1 - top],
            [left, windowWidth - 1 - left],
            [0, 0],
          ])
        : x;
      const [images, paddedHeight, paddedWidth] = padded.shape;
      const [height, width] = [paddedHeight - windowHeight + 1, paddedWidth - windowWidth + 1];
      const views = Array.from({ length: seen }, (_, place) => {
        const [i, j] = [Math.floor(place / windowWidth), place % windowWidth];
        const view = padded.ref.slice([], [i, i + height], [j, j + width], []);
        return view.reshape([images * height * width, inputs]);
      });
      padded.dispose();
      const columns = views.length > 1 ? np.concatenate(views, 1) : views[0];
      const products = np.matmul(columns, state.weights[weights]);
      const sums = biases === undefined ? products : products.add(state.others[biases]);
      return sums.reshape([images, height, width, outputs]);
    };
  }

  #normalization(momentum: number, epsilon: number): Apply {
    const shape = [this.#channels];
    const scale = this.#keep('others', np.ones(shape));
    const offset = this.#keep('others', np.zeros(shape));
    const runningMean = this.#keep('running', np.zeros(shape));
    const runningVariance = this.#keep('running', np.ones(shape));
    return (x, { state: { others, running }, training, remembered }) => {
      if (!training) {
        const gain = others[scale].div(np.sqrt(running[runningVariance].add(epsilon)));
        return x.sub(running[runningMean]).mul(gain).add(others[offset]);
      }
      const axes = x.shape.slice(0, -1).map((_, axis) => axis);
      const count = axes.reduce((product, axis) => product * x.shape[axis], 1);
      const mean = np.mean(x.ref, axes);
      const centred = x.sub(mean.ref);
      const variance = np.mean(np.square(centred.ref), axes);
      const gain = others[scale].div(np.sqrt(variance.ref.add(epsilon)));
      remembered[runningMean] = running[runningMean].mul(momentum).add(mean.mul(1 - momentum));
      remembered[runningVariance] = running[runningVariance]
        .mul(momentum)
        .add(variance.mul(((1 - momentum) * count) / (count - 1)));
      return centred.mul(gain).add(others[offset]);
    };
  }

  #residual(config: JsonObject): Apply {
    const channels = this.#channels;
    const layers = this.#chain(config.objects('layers'));
    const outputs = this.#channels;
    this.#channels = channels;
    const projection = this.#chain(config.objects('projection'));
    this.#channels = outputs;
    return (x, pass) => layers(x.ref, pass).add(projection(x, pass));
  }

  /** @returns the array's place among those of its kind */
  #keep(kind: keyof State, array: np.Array): number {
    return this.initial[kind].push(array) - 1;
  }
}

/** Pools that lie side by side; what remains at the end is left out. */
function maxPool(config: JsonObject): Apply {
  const [poolHeight, poolWidth] = [config.number('poolHeight'), config.number('poolWidth')];
  const stride = config.number('stride');
  if (poolHeight !== stride || poolWidth !== stride || config.string('padding') !== 'valid') {
    throw new Error('the bench does not know pools that overlap or go over the border for jax-js');
  }
  return (x) => {
    const [images, height, width, channels] = x.shape;
    const [rows, columns] = [Math.floor(height / stride), Math.floor(width / stride)];
    const inside =
      rows * stride === height && columns * stride === width
        ? x
        : x.slice([], [0, rows * stride], [0, columns * stride], []);
    return np.max(inside.reshape([images, rows, stride, columns, stride, channels]), [2, 4]);
  };
}
