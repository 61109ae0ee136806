import { mkdtemp } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { Dense, Model, type ModelOptions, Softmax, Tensor } from '@fmnist/core';
import { readFileOrExplain, writeFileAtomically } from '@fmnist/core/node';
import { fashionMnist, prepare, type RgbaImage } from '@fmnist/data';
import { decodeImage } from '@fmnist/data/node';
import { exportOnnx, readOnnx } from '@fmnist/interchange';
import { type Classification, Classifier, type ShippedName } from '@fmnist/models';
import { readShippedModel } from '@fmnist/models/node';

/** Black on white: a pair of trousers. */
function draw(): RgbaImage {
  const [width, height] = [40, 60];
  const data = new Uint8ClampedArray(4 * width * height).fill(255);
  for (let y = 5; y < 55; y++) {
    for (let x = 10; x < 30; x++) {
      if (y > 15 && x > 17 && x < 22) continue;
      data.fill(40, 4 * (y * width + x), 4 * (y * width + x) + 3);
    }
  }
  return { width, height, data };
}

const name: ShippedName = 'mlp';
const classifier = new Classifier(await readShippedModel(name));
const [shown]: Classification[] = await classifier.classify(new Tensor(prepare(draw()), [1, 28, 28]));

const options: ModelOptions = { seed: 1 };
const model = new Model(options);
model.add(new Dense(2, 2));
model.add(new Softmax());
model.finalize();
const file: string = join(await mkdtemp(join(tmpdir(), 'fmnist-typed-')), 'model.safetensors');
await writeFileAtomically(file, model.save());
const loaded: Model = Model.load(await readFileOrExplain(file, 'model'));
const onnx = readOnnx(exportOnnx(loaded));

const pixel = 'iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAQAAAC1HAwCAAAAC0lEQVR42mNk+A8AAQUBAScY42YAAAAASUVORK5CYII=';
const decoded: RgbaImage = await decodeImage(Buffer.from(pixel, 'base64'), 'pixel.png');

console.log(
  JSON.stringify({
    label: shown.label,
    isKnown: fashionMnist.classNames.some((name) => name === shown.label),
    decodes: [decoded.width, decoded.height],
    operators: onnx.nodes,
  }),
);
