import type { Tensor } from '@fmnist/core';
import type { Dataset } from '@fmnist/data';
import { type ConfusionMatrix, confusionMatrix, predictedClasses } from '@fmnist/models';

/** A test picture, and what it was taken for. */
export interface AnsweredPicture {
  /** 784 bytes. */
  readonly pixels: Uint8Array;
  /** How probable the class is that it was taken for. */
  readonly probability: number;
  /** How probable the class is that it is of. */
  readonly ofTruth: number;
}

/** What a network made of the test pictures. */
export class TestAnswers {
  readonly confusion: ConfusionMatrix;
  readonly #test: Dataset;
  readonly #probabilities: Tensor;
  readonly #predicted: Uint8Array;

  /** @param probabilities [pictures, classes] */
  constructor(test: Dataset, probabilities: Tensor) {
    this.#test = test;
    this.#probabilities = probabilities;
    this.#predicted = predictedClasses(probabilities);
    this.confusion = confusionMatrix(this.#predicted, test.labels, test.classNames.length);
  }

  /**
   * Pictures of one class that were taken for one, those first that it was surest of.
   * @param most how many at most
   */
  pictures(actual: number, predicted: number, most: number): AnsweredPicture[] {
    const { images, labels, classNames } = this.#test;
    const pixels = images.data.length / labels.length;
    const probability = (row: number, c: number) => this.#probabilities.data[row * classNames.length + c];
    return Array.from(labels.keys())
      .filter((row) => labels[row] === actual && this.#predicted[row] === predicted)
      .sort((a, b) => probability(b, predicted) - probability(a, predicted))
      .slice(0, most)
      .map((row) => ({
        pixels: Uint8Array.from(images.data.slice(row * pixels, (row + 1) * pixels)),
        probability: probability(row, predicted),
        ofTruth: probability(row, actual),
      }));
  }
}
