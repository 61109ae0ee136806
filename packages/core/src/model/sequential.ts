import { checkChoice } from '../checks';
import { UserError } from '../errors';
import { configOf, type ModelConfig, type ModelParts, type TrainingSummary } from '../formats/model-config';
import { writeCheckpoint, writeModel } from '../formats/model-file';
import { writeParameters } from '../formats/parameters';
import { createKernels, type Fallback } from '../kernels/create';
import type { Kernels, Precision } from '../kernels/kernels';
import { trainingKernels } from '../kernels/sets/training';
import { fuse } from '../kernels/simd/fuse';
import { flattenLayers } from '../layers/flatten-layers';
import { kernelSetsOf } from '../layers/kernel-sets-of';
import type { Layer } from '../layers/layer';
import type { Loss } from '../losses/loss';
import type { Accuracy } from '../metrics/accuracy';
import type { Optimizer } from '../optimizers/optimizer';
import type { Floats, FloatType, TensorData } from '../tensor/dtype';
import { type Shape, sizeOf } from '../tensor/shape';
import type { Tensor } from '../tensor/tensor';
import { type Evaluated, evaluate } from './evaluate';
import type { Evaluation, History } from './history';
import { Inference } from './inference';
import { buildNetwork, initializeNetwork, type Network, type NetworkStep, outputShapeOf } from './network';
import { assignOptimizerState, copyOptimizerState, type OptimizerState } from './optimizer-state';
import type { TrainingProgress } from './progress';
import { summarize } from './summary';
import type { Labels } from './targets';
import { Training } from './train';
import type { TrainOptions } from './train-options';

/** What a model is made with. */
export interface ModelOptions {
  /** The shape of one sample; by default what the first layer with a fixed number of inputs takes. */
  inputShape?: Shape;
  /** What the model computes in. float64 is for checking gradients; it is slow, and a {@link fallback}'s. Default float32. */
  dtype?: FloatType;
  /**
   * `exact` gives the same bits on every machine. `fast` may fuse multiplications with additions where the machine can:
   * a little faster, but other bits on other machines. Default `exact`.
   */
  precision?: Precision;
  /** What the initial weights depend on: a whole number from 0 to 2^32 − 1. Default 0. */
  seed?: number;
  /** The name of each class, in order; kept in the model file. */
  labels?: readonly string[];
  /**
   * `plainKernels`, to compute also where there is no WebAssembly SIMD, and in float64. A `Model` has them, a
   * {@link Sequential} does without.
   */
  fallback?: Fallback;
}

/** What a model is made of once it is finalized. */
interface Finalized {
  readonly kernels: Kernels;
  readonly network: Network;
  readonly inference: Inference;
}

/**
 * Layers in a row, with what it takes to train them (the book's chapter 18). A page that makes its layers itself loads no
 * others; {@link Model} can also be loaded from a file, and so has them all.
 *
 * @example
 * const model = new Sequential();
 * model.add(new Dense(2, 16));
 * model.add(new ReLU());
 * model.add(new Dense(16, 3));
 * model.add(new Softmax());
 * model.set({ loss: new CategoricalCrossEntropy(), optimizer: new Adam({ learningRate: 0.02 }) });
 * model.finalize();
 * await model.train(x, y, { epochs: 10, batchSize: 32 });
 */
export class Sequential {
  readonly #options: ModelOptions;
  readonly #dtype: FloatType;
  readonly #layers: Layer[] = [];
  #loss: Loss | undefined;
  #optimizer: Optimizer | undefined;
  #accuracy: Accuracy | undefined;
  #finalized: Finalized | undefined;
  #trainingSummary: TrainingSummary | undefined;
  #running: Training | undefined;

  /**
   * @param training what is known of a training before
   * @throws UserError where the dtype or the precision is none a model computes in.
   */
  constructor(options: ModelOptions = {}, training?: TrainingSummary) {
    this.#options = options;
    this.#trainingSummary = training;
    this.#dtype = checkChoice(options.dtype ?? 'float32', ['float32', 'float64'], 'Model: dtype');
    checkChoice(options.precision ?? 'exact', ['exact', 'fast'], 'Model: precision');
  }

  /** The layers, in the order data passes them. */
  get layers(): readonly Layer[] {
    return this.#layers;
  }

  /** The layers that have parameters, those inside of others too, in the order data passes them. */
  get trainableLayers(): readonly Layer[] {
    return flattenLayers(this.#layers).filter(({ parameters }) => parameters.length > 0);
  }

  /**
   * Each layer with the shapes of what goes in and out, and where it comes from. Layers inside of others come before
   * those that hold them.
   * @throws UserError before finalize().
   */
  get steps(): readonly NetworkStep[] {
    return this.ready().network.steps;
  }

  /** The name of each class, where the model was given them. */
  get labels(): readonly string[] | undefined {
    return this.#options.labels;
  }

  /** What the model computes in. */
  get dtype(): FloatType {
    return this.#dtype;
  }

  /** The shape of one sample. @throws UserError before finalize(). */
  get inputShape(): Shape {
    return this.ready().network.inputShape;
  }

  /** The shape of one prediction. @throws UserError before finalize(). */
  get outputShape(): Shape {
    return outputShapeOf(this.ready().network);
  }

  /** What turns gradients into steps, where it is set. */
  get optimizer(): Optimizer | undefined {
    return this.#optimizer;
  }

  /** What the last training did, or has done so far; also of a model that was loaded. */
  get trainingSummary(): TrainingSummary | undefined {
    return this.#running?.summary() ?? this.#trainingSummary;
  }

  /** Appends a layer. @throws UserError after finalize(), or where the layer is in the model already. */
  add(layer: Layer): void {
    if (this.#finalized) throw new UserError('The model is finalized: add layers before finalize()');
    if (flattenLayers([...this.#layers, layer]).some((each, index, all) => all.indexOf(each) < index)) {
      throw new UserError(`This ${layer.type} layer is in the model already: make a new one for each place`);
    }
    this.#layers.push(layer);
  }

  /** Says what to minimize, how, and what to count as right (by default what suits the loss). */
  set(parts: {
    loss?: Loss | undefined;
    optimizer?: Optimizer | undefined;
    accuracy?: Accuracy | undefined;
  }): void {
    this.#loss = parts.loss ?? this.#loss;
    this.#optimizer = parts.optimizer ?? this.#optimizer;
    this.#accuracy = parts.accuracy ?? this.#accuracy;
  }

  /**
   * Checks that the layers fit each other, the loss and the accuracy, and creates their parameters.
   * @throws UserError where they do not fit, or a {@link ModelOptions.fallback} is needed and there is none.
   */
  finalize(): void {
    this.build();
    initializeNetwork(this.ready().network, this.#options.seed ?? 0);
  }

  /** What {@link finalize} does, but for the parameters' values. */
  protected build(): void {
    if (this.#finalized) throw new UserError('The model is finalized already');
    const sets = [...trainingKernels, ...kernelSetsOf(this.#layers)];
    const { inputShape, precision, labels, fallback } = this.#options;
    const kernels = createKernels(this.#dtype, sets, fallback, precision === 'fast' ? fuse : undefined);
    const network = buildNetwork(this.#layers, inputShape, kernels);
    const outputs = sizeOf(outputShapeOf(network));
    if (labels && labels.length !== outputs) {
      throw new UserError(`The model has ${outputs} outputs, but ${labels.length} labels: give one for each`);
    }
    this.#finalized = { kernels, network, inference: new Inference(kernels, network) };
  }

  /**
   * Trains the model; again and again, if called so: the optimizer goes on where it was.
   *
   * @param x samples [rows, …input shape], of any dtype
   * @param y class indices [rows] or one-hot [rows, classes] for losses of classes; values [rows, outputs] for others
   * @throws UserError where the model lacks a loss or an optimizer, data does not fit, or a number stops being finite;
   *   and the signal's reason when it aborts.
   */
  async train(x: Tensor, y: Labels, options: TrainOptions = {}): Promise<History> {
    const { kernels, network } = this.ready();
    const { loss, accuracy } = this.#measures('train');
    const optimizer = this.#neededOptimizer('train');
    if (this.#running) throw new UserError('train: the model is being trained already: wait for it to end');
    options.signal?.throwIfAborted();
    const trained = { model: this, kernels, network, loss, accuracy, optimizer };
    const checkpoint = (progress: TrainingProgress) => this.#checkpoint(progress);
    this.#running = new Training({ ...trained, checkpoint }, x, y, options);
    try {
      return await this.#running.run();
    } finally {
      this.#trainingSummary = this.trainingSummary;
      this.#running = undefined;
    }
  }

  /** Loss (without penalty) and accuracy over data. @throws UserError where the model has no loss, or the data does not fit. */
  async evaluate(x: Tensor, y: Labels): Promise<Evaluation> {
    return evaluate(this.evaluated(), x, y);
  }

  /**
   * What the network makes of samples.
   * @param x [rows, …input shape]
   * @returns [rows, …output shape], in the model's dtype
   * @throws UserError where the samples do not fit.
   */
  async predict(x: Tensor): Promise<Tensor> {
    return this.ready().inference.predict(x);
  }

  /**
   * What the network makes of one sample, at once: for those who predict one after the other, as a page where somebody
   * draws. Where `into` is given, nothing is allocated.
   * @param sample the numbers of one sample, row-major
   * @param into where the prediction goes; by default a new array
   * @returns `into`
   * @throws UserError where the sample or `into` has another size.
   */
  predictSample(sample: TensorData, into?: Floats): Floats {
    return this.ready().inference.predictSample(sample, into);
  }

  /** Copies of the parameters of each trainable layer, in order. */
  getParameters(): (readonly Tensor[])[] {
    this.ready();
    return this.trainableLayers.map((layer) => layer.getParameters());
  }

  /** Replaces the parameters of each trainable layer. @throws UserError where there are more or fewer, or shapes differ. */
  setParameters(parameters: readonly (readonly Tensor[])[]): void {
    this.ready();
    const layers = this.trainableLayers;
    if (parameters.length !== layers.length) {
      throw new UserError(
        `The model has ${layers.length} trainable layers, but parameters for ${parameters.length} were given`,
      );
    }
    layers.forEach((layer, index) => {
      layer.setParameters(...parameters[index]);
    });
  }

  /** The parameters alone as a safetensors file. */
  saveParameters(): Uint8Array<ArrayBuffer> {
    this.ready();
    return writeParameters(this.#layers);
  }

  /**
   * The whole model, architecture and parameters, as one safetensors file.
   * @param options `includeOptimizer`: whether to keep where the optimizer stands: the file is then two to three times as
   *   large, and `train` of the loaded model goes on from there. Default false.
   * @throws UserError where it is to be kept, and there is none.
   */
  save({ includeOptimizer = false }: { includeOptimizer?: boolean } = {}): Uint8Array<ArrayBuffer> {
    return writeModel(this.#parts(), includeOptimizer ? this.getOptimizerState() : undefined);
  }

  /**
   * The model without its parameters, as plain data that JSON can hold: layers, loss, optimizer and what else it was given.
   * @throws UserError before finalize().
   */
  config(): ModelConfig {
    return configOf({ ...this.#parts(), training: undefined });
  }

  /** A copy of where the optimizer stands. @throws UserError where there is none. */
  getOptimizerState(): OptimizerState {
    const { kernels } = this.ready();
    return copyOptimizerState(kernels, this.#layers, this.#neededOptimizer('getOptimizerState'));
  }

  /**
   * Puts the optimizer where another stood, so that training goes on from there.
   * @throws UserError where there is none, or it keeps other things.
   */
  setOptimizerState(state: OptimizerState): void {
    const { kernels } = this.ready();
    assignOptimizerState(kernels, this.#layers, this.#neededOptimizer('setOptimizerState'), state);
  }

  /** A table of the layers with output shapes and parameter counts. */
  summary(): string {
    return summarize(this.ready().network);
  }

  /** What finalize() has made. @throws UserError before. */
  protected ready(): Finalized {
    if (!this.#finalized)
      throw new UserError('The model is not finalized: call finalize() after the last add()');
    return this.#finalized;
  }

  /** What {@link evaluate} measures, and with what. @throws UserError where the model has no loss. */
  protected evaluated(): Evaluated {
    const { kernels, network } = this.ready();
    return { kernels, network, ...this.#measures('evaluate') };
  }

  #checkpoint(progress: TrainingProgress): Uint8Array<ArrayBuffer> {
    return writeCheckpoint(this.#parts(), this.getOptimizerState(), {
      precision: this.#options.precision ?? 'exact',
      progress,
    });
  }

  #parts(): ModelParts {
    return {
      dtype: this.#dtype,
      inputShape: this.ready().network.inputShape,
      layers: this.#layers,
      loss: this.#loss,
      accuracy: this.#accuracy,
      optimizer: this.#optimizer,
      labels: this.#options.labels,
      training: this.trainingSummary,
    };
  }

  #neededOptimizer(caller: string): Optimizer {
    if (!this.#optimizer) {
      throw new UserError(`${caller}: the model has no optimizer: call set({ optimizer: new Adam() }) first`);
    }
    return this.#optimizer;
  }

  #measures(caller: string): { loss: Loss; accuracy: Accuracy } {
    const loss = this.#loss;
    if (!loss) {
      throw new UserError(
        `${caller}: the model has no loss: call set({ loss: new CategoricalCrossEntropy() }) first`,
      );
    }
    this.#accuracy ??= loss.suitableAccuracy();
    const accuracy = this.#accuracy;
    if (accuracy.targets !== loss.targets) {
      throw new UserError(
        `${accuracy.type} compares ${accuracy.targets}, but ${loss.type} wants ${loss.targets}`,
      );
    }
    return { loss, accuracy };
  }
}
