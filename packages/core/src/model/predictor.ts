import { assignParameters, readParameters } from '../formats/parameters';
import { createKernels, type Fallback } from '../kernels/create';
import { kernelSetsOf } from '../layers/kernel-sets-of';
import type { Layer } from '../layers/layer';
import type { Floats, TensorData } from '../tensor/dtype';
import type { Shape } from '../tensor/shape';
import type { Tensor } from '../tensor/tensor';
import { Inference } from './inference';
import { buildNetwork, type Network } from './network';

/**
 * A trained network that only answers: what a page loads that does not train. Its layers are made by hand, as those of the
 * model were that was trained; its answers are that model's, to the last bit.
 *
 * @example
 * const predictor = new Predictor([new Dense(784, 10), new Softmax()]);
 * predictor.loadParameters(bytes); // of a file that Model.save() or saveParameters() gave
 * const probabilities = predictor.predictSample(pixels);
 */
export class Predictor {
  readonly #network: Network;
  readonly #inference: Inference;

  /**
   * @param layers in the order data passes them
   * @param options `inputShape`: the shape of one sample; by default what the first layer with a fixed number of inputs takes.
   *   `fallback`: `plainKernels`, to predict also where there is no WebAssembly SIMD
   * @throws UserError where the layers do not fit each other, or there is neither SIMD nor a fallback.
   */
  constructor(
    layers: readonly Layer[],
    { inputShape, fallback }: { inputShape?: Shape; fallback?: Fallback } = {},
  ) {
    const kernels = createKernels('float32', kernelSetsOf(layers), fallback);
    this.#network = buildNetwork(layers, inputShape, kernels, 'none');
    this.#inference = new Inference(kernels, this.#network);
  }

  /** @throws UserError where the file is broken or of other layers; the parameters are then unchanged. */
  loadParameters(bytes: Uint8Array): void {
    assignParameters(this.#network.layers, readParameters(bytes));
  }

  /** What the network makes of samples [rows, …input shape]. @throws UserError where they do not fit. */
  async predict(x: Tensor): Promise<Tensor> {
    return this.#inference.predict(x);
  }

  /**
   * What the network makes of the numbers of one sample, at once; written into `into` where it is given.
   * @throws UserError where the sample or `into` has another size.
   */
  predictSample(sample: TensorData, into?: Floats): Floats {
    return this.#inference.predictSample(sample, into);
  }
}
