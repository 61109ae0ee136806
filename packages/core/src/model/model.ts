import { UserError } from '../errors';
import { ConfigReader } from '../formats/config-reader';
import { type ModelParts, readParts, type TrainingSummary } from '../formats/model-config';
import { holdsModel, type ModelFile, readModelFile } from '../formats/model-file';
import { assignParameters, readParameters } from '../formats/parameters';
import { plainKernels } from '../kernels/reference';
import type { Floats, TensorData } from '../tensor/dtype';
import type { Tensor } from '../tensor/tensor';
import { evaluate } from './evaluate';
import type { Evaluation } from './history';
import type { InferenceOptions } from './inference';
import { InputGradient } from './input-gradient';
import type { OptimizerState } from './optimizer-state';
import type { TrainingProgress } from './progress';
import { type ModelOptions, Sequential } from './sequential';
import type { Labels } from './targets';
import { type AverageOf, ViewAverage } from './view-average';

/**
 * A {@link Sequential} that can also be made from a file or from plain data, of any layers that there are, be asked what its
 * answers hang on and for the mean of several, and compute on any machine, as well as in float64.
 *
 * @example
 * const again = Model.load(model.save());
 */
export class Model extends Sequential {
  #inputGradient: InputGradient | undefined;

  /**
   * @param training what is known of a training before
   * @throws UserError where the dtype or the precision is none a model computes in.
   */
  constructor(options: ModelOptions = {}, training?: TrainingSummary) {
    super({ fallback: plainKernels, ...options }, training);
  }

  /**
   * What {@link Sequential.predict} gives; with `average`, the mean of that over several views of each image.
   * @throws UserError where the samples do not fit, or are to be averaged over and are no images.
   *
   * @example
   * // Of each image, its mirror image, and the image moved by a pixel each way: the mean of six predictions.
   * await model.predict(x, { average: ['flip', 'shifts'] });
   */
  override async predict(x: Tensor, options?: InferenceOptions): Promise<Tensor> {
    return this.ready().inference.predict(x, this.#averageOf(options));
  }

  /**
   * Loss (without penalty) and accuracy over data; with `average`, of the means that {@link predict} gives.
   * @throws UserError where the model has no loss, or the data does not fit.
   */
  override async evaluate(x: Tensor, y: Labels, options?: InferenceOptions): Promise<Evaluation> {
    return evaluate(this.evaluated(), x, y, this.#averageOf(options));
  }

  /**
   * How one output changes with each number of a sample: which pixels an answer hangs on (Simonyan, Vedaldi & Zisserman
   * 2013, section 3). Of class c with the score S,
   *
   * gᵢ = ∂S_c(x) / ∂xᵢ
   *
   * taken back through all layers as they answer: no dropout, and in a BatchNorm the running statistics. Where the model
   * ends in a Softmax, S is what goes into it, the logits: a probability near 1 hardly changes, whatever one does.
   * @param sample the numbers of one sample, row-major
   * @param output the index of the output, or class
   * @returns as many numbers as the sample has, in the same order and in the model's dtype
   * @throws UserError where the sample has another size, or there is no such output.
   */
  inputGradient(sample: TensorData, output: number): Floats {
    const { kernels, network } = this.ready();
    this.#inputGradient ??= new InputGradient(network, kernels);
    return this.#inputGradient.of(sample, output);
  }

  /**
   * Takes the parameters from a file written by {@link saveParameters} or {@link save}.
   * @throws UserError where the file is broken or of another architecture; the model is then unchanged.
   */
  loadParameters(bytes: Uint8Array): void {
    this.ready();
    assignParameters(this.layers, readParameters(bytes));
  }

  /**
   * A model from plain data as {@link config} gives it, finalized, with new parameters, or with those given as
   * {@link setParameters} takes them. Runs no code from it: only known kinds of layers are made.
   * @throws UserError where the data describes no model, or one whose layers do not fit.
   *
   * @example const again = Model.fromConfig(JSON.parse(JSON.stringify(model.config())), { seed: 1 });
   */
  static fromConfig(
    config: unknown,
    {
      parameters,
      ...options
    }: Pick<ModelOptions, 'seed' | 'precision'> & { parameters?: readonly (readonly Tensor[])[] } = {},
  ): Model {
    const reader = new ConfigReader(config, 'model');
    const parts = readParts(reader);
    reader.finish();
    const model = Model.#assemble({ ...parts, training: undefined }, options);
    if (parameters) {
      model.build();
      model.setParameters(parameters);
    } else {
      model.finalize();
    }
    return model;
  }

  /**
   * A model from a file written by {@link save}, finalized; or that of a checkpoint. The optimizer is where it stood, if
   * the file says where.
   * Runs no code from the file.
   * @throws UserError where the file is broken, no model, or of a newer format.
   */
  static load(bytes: Uint8Array): Model {
    return Model.#make(readModelFile(bytes));
  }

  /**
   * A model and how far its training had come, from a file that `RunningTraining.checkpoint` gave.
   * @throws UserError where the file is broken, no checkpoint, or of a newer format.
   *
   * @example
   * const { model, progress } = Model.loadCheckpoint(bytes);
   * await model.train(x, y, { resume: progress });
   */
  static loadCheckpoint(bytes: Uint8Array): { model: Model; progress: TrainingProgress } {
    const file = readModelFile(bytes);
    if (!file.checkpoint) {
      throw new UserError('This file holds a model, not a checkpoint: no training can go on from it');
    }
    return { model: Model.#make(file), progress: file.checkpoint.progress };
  }

  /**
   * Where the optimizer stood that a model was saved with, and its kind; nothing where it was saved without.
   * @throws UserError where the file is broken, or of a newer format.
   */
  static readOptimizerState(bytes: Uint8Array): (OptimizerState & { readonly type: string }) | undefined {
    if (!holdsModel(bytes)) return undefined;
    const { optimizer, optimizerState } = readModelFile(bytes);
    return optimizer && optimizerState && { type: optimizer.type, ...optimizerState };
  }

  #averageOf({ average = [] }: InferenceOptions = {}): AverageOf | undefined {
    const { network } = this.ready();
    return average.length > 0 ? (batch) => new ViewAverage(average, network, batch) : undefined;
  }

  static #make(file: ModelFile): Model {
    const precision = file.checkpoint?.precision;
    const model = Model.#assemble(file, precision ? { precision } : {});
    model.build();
    assignParameters(file.layers, file.parameters);
    if (file.optimizerState) model.setOptimizerState(file.optimizerState);
    return model;
  }

  static #assemble(parts: ModelParts, options: Pick<ModelOptions, 'seed' | 'precision'>): Model {
    const { dtype, inputShape, layers, loss, accuracy, optimizer, labels, training } = parts;
    const model = new Model({ ...options, dtype, inputShape, ...(labels && { labels }) }, training);
    for (const layer of layers) model.add(layer);
    model.set({ loss, accuracy, optimizer });
    return model;
  }
}
