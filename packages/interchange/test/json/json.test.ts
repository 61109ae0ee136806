import {
  Adam,
  CategoricalAccuracy,
  CategoricalCrossEntropy,
  Dense,
  Dropout,
  type FloatType,
  Model,
  ReLU,
  Rescale,
  Softmax,
  Tensor,
} from '@fmnist/core';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { exportJson, importJson } from '../../src';
import { formatNumber, placeNumber } from '../../src/json/number-text';

function smallModel(dtype: FloatType = 'float32'): Model {
  const model = new Model({ dtype, seed: 5, labels: ['cat', 'dög "x"'] });
  model.add(new Rescale(1 / 255));
  model.add(new Dense(3, 4, { weightRegularizerL2: 5e-4 }));
  model.add(new ReLU());
  model.add(new Dropout(0.1));
  model.add(new Dense(4, 2));
  model.add(new Softmax());
  model.set({
    loss: new CategoricalCrossEntropy(),
    optimizer: new Adam({ learningRate: 0.002, decay: 1e-4 }),
    accuracy: new CategoricalAccuracy(),
  });
  model.finalize();
  return model;
}

/** Puts these bits into the first weights of a model. */
function setBits(model: Model, bytes: Uint8Array): void {
  const [[weights, biases], ...others] = model.getParameters();
  const { buffer, byteOffset, byteLength } = weights.data;
  new Uint8Array(buffer, byteOffset, byteLength).set(bytes);
  model.setParameters([[weights, biases], ...others]);
}

/** Edits JSON as text; what is to be replaced must be there. */
function edit(text: string, find: string | RegExp, replacement: string): string {
  const edited = text.replace(find, replacement);
  expect(edited).not.toBe(text);
  return edited;
}

describe('a model as JSON', () => {
  it.each(['float32', 'float64'] as const)(
    'comes back with all its bits and settings, of %s',
    async (dtype) => {
      const model = smallModel(dtype);
      await model.train(Tensor.full([8, 3], 7), Uint8Array.of(0, 1, 0, 1, 0, 1, 0, 1), {
        epochs: 2,
        batchSize: 4,
      });
      const text = exportJson(model);
      const back = importJson(text);
      expect(Buffer.compare(back.save(), model.save())).toBe(0);
      expect(exportJson(back)).toBe(text);
    },
  );

  it.each(['float32', 'float64'] as const)('comes back whatever bits its %s parameters have', (dtype) => {
    const length = 3 * 4 * (dtype === 'float32' ? 4 : 8);
    fc.assert(
      fc.property(fc.uint8Array({ minLength: length, maxLength: length }), (bytes) => {
        const model = smallModel(dtype);
        setBits(model, bytes);
        expect(Buffer.compare(importJson(exportJson(model)).save(), model.save())).toBe(0);
      }),
      { numRuns: 50 },
    );
  });

  it('reads as a person would write it, one row a line', () => {
    const model = new Model({ labels: ['a', 'b'] });
    model.add(new Dense(3, 2));
    model.finalize();
    const weights = new Tensor(Float32Array.of(0.1, -0, 1 / 3, 1e-7, -2, 16777216), [3, 2]);
    model.setParameters([[weights, new Tensor(Float32Array.of(Number.NaN, -Infinity), [2])]]);
    expect(exportJson(model)).toBe(`{
  "formatVersion": 1,
  "config": {
    "formatVersion": 1,
    "kind": "model",
    "dtype": "float32",
    "inputShape": [
      3
    ],
    "layers": [
      {
        "type": "Dense",
        "inputs": 3,
        "outputs": 2,
        "weightRegularizerL1": 0,
        "weightRegularizerL2": 0,
        "biasRegularizerL1": 0,
        "biasRegularizerL2": 0,
        "initializer": "original"
      }
    ],
    "labels": [
      "a",
      "b"
    ]
  },
  "parameters": {
    "0.weights": [
      [0.1, -0],
      [0.33333334, 1e-7],
      [-2, 16777216]
    ],
    "0.biases": ["NaN", "-Infinity"]
  }
}
`);
  });

  it('may have no parameters', () => {
    const model = new Model({ inputShape: [3] });
    model.add(new Softmax());
    model.finalize();
    expect(exportJson(importJson(exportJson(model)))).toBe(exportJson(model));
  });

  it('may be reformatted by other programs', () => {
    const model = smallModel();
    const { formatVersion, config, parameters } = JSON.parse(exportJson(model));
    const other = JSON.stringify({ parameters, config, formatVersion });
    expect(Buffer.compare(importJson(other).save(), model.save())).toBe(0);
  });

  it('changes one line where one row changes', () => {
    const model = smallModel();
    const before = exportJson(model).split('\n');
    setBits(model, new Uint8Array(4));
    const after = exportJson(model).split('\n');
    expect(after.filter((line, index) => line !== before[index])).toHaveLength(1);
  });

  it.each<[string, string, RegExp]>([
    [
      'of a newer format',
      edit(exportJson(smallModel()), '"formatVersion": 1', '"formatVersion": 7'),
      /has format version 7, newer than 1/,
    ],
    [
      'with a config of a newer format',
      edit(exportJson(smallModel()), /"formatVersion": 1,\n {4}"kind"/, '"formatVersion": 8, "kind"'),
      /The file has format version 8, newer than 1/,
    ],
    [
      'without a version',
      edit(exportJson(smallModel()), '"formatVersion": 1,', ''),
      /formatVersion, a whole number > 0, is missing/,
    ],
    ['without a config', '{"formatVersion":1,"parameters":{}}', /^config must be an object, got nothing$/],
    ['without parameters', '{"formatVersion":1,"config":{}}', /^parameters must be an object, got nothing$/],
    [
      'with a field too many',
      '{"formatVersion":1,"config":{},"parameters":{},"x":1}',
      /has an unknown field "x"$/,
    ],
    [
      'with a field of the prototype',
      '{"formatVersion":1,"__proto__":{}}',
      /has an unknown field "__proto__"$/,
    ],
    ['that is a list', '[]', /^The JSON must be an object, got a list$/],
    ['that is no JSON', '{"formatVersion": 1,}', /^The text is not JSON: /],
    ['that is nothing', '', /^The text is not JSON: /],
    [
      'with a key twice',
      edit(exportJson(smallModel()), '"0.biases"', '"0.weights"'),
      /the key "0.weights" twice in one object$/,
    ],
    ['with a key twice, once escaped', '{"a": 1, "\\u0061": 2}', /the key "a" twice/],
    [
      'with an unknown layer',
      edit(exportJson(smallModel()), '"ReLU"', '"Swish"'),
      /: config.layers\[2\]: there is no layer "Swish"/,
    ],
    [
      'with a layer missing a field',
      edit(exportJson(smallModel()), '"inputs": 3,', ''),
      /: config.layers\[1\].inputs must be a finite number, got nothing$/,
    ],
    [
      'with a parameter missing',
      edit(exportJson(smallModel()), /,\s+"1.biases": \[.*\]/, ''),
      /no tensor "1.biases", which Dense 2/,
    ],
    [
      'with a parameter too many',
      edit(exportJson(smallModel()), '"parameters": {', '"parameters": {"9.x": [1],'),
      /"9.x" that the model has no place for$/,
    ],
    [
      'with a row missing',
      edit(exportJson(smallModel()), /"0.weights": \[\s+\[.*\],/, '"0.weights": ['),
      /has the shape \[2, 4\], but Dense 1 .* needs \[3, 4\]$/,
    ],
    [
      'with a short row',
      edit(exportJson(smallModel()), /\[(\S+, \S+, \S+), \S+\],/, '[$1, 1, 1],'),
      /^parameters\["0.weights"\]\[1\] must be a list of 5, as the first is, got one of 4$/,
    ],
    [
      'with text for a number',
      edit(exportJson(smallModel()), /"1.biases": \[0/, '"1.biases": ["0"'),
      /^parameters\["1.biases"\]\[0\] must be a number that fits float32, got "0"$/,
    ],
    [
      'with a number past float32',
      edit(exportJson(smallModel()), /"1.biases": \[0/, '"1.biases": [1e39'),
      /must be a number that fits float32, got 1e\+39$/,
    ],
    [
      'with a number past float64',
      edit(exportJson(smallModel('float64')), /"1.biases": \[0/, '"1.biases": [1e999'),
      /must be a number that fits float64/,
    ],
    [
      'with bits that are a number',
      edit(exportJson(smallModel()), /"1.biases": \[0/, '"1.biases": ["NaN:00000001"'),
      /must be a number that fits float32, got "NaN:00000001"$/,
    ],
    [
      'with bits of another type',
      edit(exportJson(smallModel()), /"1.biases": \[0/, '"1.biases": ["NaN:7ff8000000000001"'),
      /must be a number that fits float32/,
    ],
    [
      'with a number for a row',
      edit(exportJson(smallModel()), /\],\n\s+\[.*\],/, '], 5,'),
      /^parameters\["0.weights"\]\[1\] must be a list of 4, got 5$/,
    ],
    [
      'with a number for a parameter',
      edit(exportJson(smallModel()), /"1.biases": \[.*\]/, '"1.biases": 5'),
      /^parameters\["1.biases"\] must be a list, got 5$/,
    ],
    [
      'with an empty parameter',
      edit(exportJson(smallModel()), /"1.biases": \[.*\]/, '"1.biases": []'),
      /has an empty list, but no parameter is empty$/,
    ],
  ])('%s is refused with a sentence', (_, text, sentence) => {
    expect(() => importJson(text)).toThrow(sentence);
  });
});

describe('a float32 as text', () => {
  const anyFloat = fc
    .uint8Array({ minLength: 4, maxLength: 4 })
    .map((bytes) => new Float32Array(bytes.slice().buffer))
    .filter(([value]) => Number.isFinite(value));

  it('is the shortest decimal that keeps its bits', () => {
    fc.assert(
      fc.property(anyFloat, (data) => {
        const text = formatNumber(data, 0);
        const back = new Float32Array(1);
        expect(placeNumber(JSON.parse(text), back, 0)).toBe(true);
        expect(Object.is(back[0], data[0])).toBe(true);
        const digits = text.replace(/e.*|[-.]/g, '').replace(/^0+|0+$/g, '').length;
        for (let fewer = 1; fewer < digits; fewer++) {
          expect(Math.fround(Number(data[0].toPrecision(fewer)))).not.toBe(data[0]);
        }
      }),
      { numRuns: 2000 },
    );
  });

  it.each([
    [0, '0'],
    [0.1, '0.1'],
    [1 / 3, '0.33333334'],
    [2 ** -149, '1e-45'],
    [3.4028234663852886e38, '3.4028235e+38'],
    [-0, '-0'],
    [16777216, '16777216'],
  ])('%d is %s', (value, text) => {
    expect(formatNumber(Float32Array.of(value), 0)).toBe(text);
  });
});
