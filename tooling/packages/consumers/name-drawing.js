import { Tensor } from '@fmnist/core';
import { prepare } from '@fmnist/data';
import { Classifier, fetchShippedModel } from '@fmnist/models';

/** Draws a pair of trousers, dark on white, and asks a trained model what they are. */
export async function nameDrawing() {
  const [width, height] = [40, 60];
  const data = new Uint8ClampedArray(4 * width * height).fill(255);
  for (let y = 5; y < 55; y++) {
    for (let x = 10; x < 30; x++) {
      if (y > 15 && x > 17 && x < 22) continue;
      data.fill(40, 4 * (y * width + x), 4 * (y * width + x) + 3);
    }
  }
  const classifier = new Classifier(await fetchShippedModel('mlp'));
  const [{ label, probability }] = await classifier.classify(
    new Tensor(prepare({ width, height, data }), [1, 28, 28]),
  );
  return { label, probability };
}
