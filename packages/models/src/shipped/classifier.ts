import type { Average, Model, Tensor } from '@fmnist/core';
import { type SplitModel, splitModel } from '../novelty/split-model';
import type { PackagedModel } from './model-package';

/** What a picture shows. */
export interface Classification {
  /** The index of the likeliest class. */
  readonly class: number;
  readonly label: string;
  readonly probability: number;
  /** Of each class. */
  readonly probabilities: readonly number[];
  /** How unlike all classes the picture is, 1 at the border to what is flagged; absent where the model does not tell. */
  readonly novelty?: number;
  /** Whether it is most likely a picture of no class at all. */
  readonly outOfDistribution?: boolean;
}

/** Names what pictures show, and tells those of something else where the model knows how. */
export class Classifier {
  readonly model: Model;
  readonly labels: readonly string[];
  readonly #split: SplitModel | undefined;
  readonly #packaged: PackagedModel | undefined;

  constructor(given: Model | PackagedModel) {
    const packaged = 'novelty' in given ? given : undefined;
    this.model = 'novelty' in given ? given.model : given;
    this.#packaged = packaged;
    this.#split = packaged && splitModel(packaged.model);
    const [classes] = this.model.outputShape;
    this.labels = this.model.labels ?? Array.from({ length: classes }, (_, index) => String(index));
  }

  /**
   * What each of some pictures shows.
   * @param images [n, …input shape], as the model takes them
   * @param options `average`: over which other views of each picture probabilities are averaged, as in `Model.predict`
   * @throws UserError where they do not fit the model.
   */
  async classify(
    images: Tensor,
    { average = [] }: { average?: readonly Average[] } = {},
  ): Promise<Classification[]> {
    const features = await this.#split?.features.predict(images);
    const predictions =
      this.#split && features && average.length === 0
        ? await this.#split.head.predict(features)
        : await this.model.predict(images, { average });
    const distances = features && (await this.#packaged?.novelty.distances(features));
    const [rows, classes] = predictions.shape;
    return Array.from({ length: rows }, (_, row) => {
      const probabilities = [...predictions.data.subarray(row * classes, (row + 1) * classes)];
      const probability = Math.max(...probabilities);
      const best = probabilities.indexOf(probability);
      const novelty = distances && this.#packaged && distances[row] / this.#packaged.threshold;
      return {
        class: best,
        label: this.labels[best],
        probability,
        probabilities,
        ...(novelty !== undefined && { novelty, outOfDistribution: novelty > 1 }),
      };
    });
  }
}
