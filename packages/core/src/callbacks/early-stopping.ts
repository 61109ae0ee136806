import { checkPositiveInteger } from '../checks';
import type { CallbackAnswer, CallbackMemory, Callbacks, RunningTraining } from '../model/callbacks';
import type { EpochRecord } from '../model/history';
import type { Sequential } from '../model/sequential';
import type { Tensor } from '../tensor/tensor';
import { BestSoFar, type MonitorOptions } from './monitor';
import { recallNumber, rememberNumbers } from './remember';

export interface EarlyStoppingOptions extends MonitorOptions {
  /** How many epochs in a row that are no better than the best end the training. Default 3. */
  patience?: number;
  /** Whether the model ends with the parameters of its best epoch, instead of those of its last. Default true. */
  restoreBestWeights?: boolean;
}

type Parameters = readonly (readonly Tensor[])[];

/**
 * Stops a training that no longer gets better, and gives the model back as it was at its best (Prechelt 1998, "Early
 * Stopping — But When?").
 *
 * @example
 * await model.train(x, y, { epochs: 100, validationData, callbacks: [new EarlyStopping({ patience: 3 })] });
 */
export class EarlyStopping implements Callbacks {
  readonly memory: CallbackMemory;
  readonly #best: BestSoFar;
  readonly #patience: number;
  readonly #restores: boolean;
  #model: Sequential | undefined;
  #bestParameters: Parameters | undefined;
  #bestEpoch = 0;
  #wait = 0;

  /** @throws UserError where an option is out of range. */
  constructor(options: EarlyStoppingOptions = {}) {
    this.#best = new BestSoFar(options, 'EarlyStopping');
    this.#patience = checkPositiveInteger(options.patience ?? 3, 'EarlyStopping: patience');
    this.#restores = options.restoreBestWeights ?? true;
    this.memory = {
      name: 'EarlyStopping',
      save: () => this.#save(),
      restore: (tensors) => this.#restore(tensors),
    };
  }

  /** The best epoch so far, from 1; 0 before the first. */
  get bestEpoch(): number {
    return this.#bestEpoch;
  }

  trainBegin({ model }: RunningTraining): void {
    this.#model = model;
  }

  /** Remembers the best, and stops where there has been none for too long. */
  epochEnd(record: EpochRecord): CallbackAnswer {
    if (this.#best.isBeatenBy(record)) {
      this.#wait = 0;
      this.#bestEpoch = record.epoch;
      if (this.#restores) this.#bestParameters = this.#model?.getParameters();
      return;
    }
    this.#wait++;
    if (this.#wait >= this.#patience) return 'stop';
  }

  trainEnd(): void {
    if (this.#bestParameters) this.#model?.setParameters(this.#bestParameters);
  }

  #save(): Map<string, Tensor> {
    const tensors = rememberNumbers({
      best: this.#best.value,
      bestEpoch: this.#bestEpoch,
      wait: this.#wait,
    });
    this.#bestParameters?.forEach((layer, index) => {
      layer.forEach((tensor, place) => {
        tensors.set(`${index}.${place}`, tensor);
      });
    });
    return tensors;
  }

  #restore(tensors: ReadonlyMap<string, Tensor>): void {
    this.#best.value = recallNumber(tensors, 'best');
    this.#bestEpoch = recallNumber(tensors, 'bestEpoch');
    this.#wait = recallNumber(tensors, 'wait');
    const layers: Tensor[][] = [];
    for (const [name, tensor] of tensors) {
      const [, index, place] = /^(\d+)\.(\d+)$/.exec(name) ?? [];
      if (index === undefined || place === undefined) continue;
      layers[Number(index)] ??= [];
      layers[Number(index)][Number(place)] = tensor;
    }
    this.#bestParameters = layers.length > 0 ? layers : undefined;
  }
}
