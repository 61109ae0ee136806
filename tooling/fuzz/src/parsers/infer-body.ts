import { HttpError } from '../../../../apps/api/src/http/http-error';
import { inferAnswer } from '../../../../apps/api/src/oip/infer-answer';
import { parseInferBody } from '../../../../apps/api/src/oip/infer-body';
import { pixelsOf } from '../../../../apps/api/src/oip/input-pixels';
import { checkOutputs, outputTensors } from '../../../../apps/api/src/oip/output-tensors';
import { firstLineLayout, splitFirstLine } from '../mutate/first-line-layout';
import type { Layout } from '../mutate/layout';
import type { Parser } from '../parser';

const MOST_IMAGES = 4;
const model = {
  name: 'mlp',
  version: '1',
  key: 'mlp',
  source: 'shipped',
  labels: ['shirt', 'shoe'],
  parameters: 1,
  weightsSha256: '',
  tellsNovelty: true,
} as const;
const shown = {
  class: 1,
  label: 'shoe',
  probability: 0.75,
  probabilities: [0.25, 0.75],
  outOfDistribution: false,
};
const tensor = { name: 'images', shape: [1, 784], datatype: 'UINT8' };

/** The JSON of a request for inference, and its tensor as binary data behind it. */
function request(json: object, binary: Uint8Array = new Uint8Array()): Uint8Array {
  const head = Buffer.from(JSON.stringify(json));
  const line = binary.length > 0 ? `${head.length}\n` : '\n';
  return new Uint8Array(Buffer.concat([Buffer.from(line), head, binary]));
}

/** The header, the JSON that it tells the length of, and the binary data. */
const layout: Layout = {
  split(input) {
    const { line, rest } = splitFirstLine(input);
    const length = line.length === 0 ? rest.length : Number(Buffer.from(line).toString('latin1'));
    if (!(length > 0 && length <= rest.length)) return firstLineLayout.split(input);
    return [
      { kind: 'json', bytes: rest.subarray(0, length) },
      { kind: 'bytes', bytes: rest.subarray(length) },
    ];
  },
  join: ([json, binary]) =>
    new Uint8Array(Buffer.concat([Buffer.from(binary.length > 0 ? `${json.length}\n` : '\n'), json, binary])),
};

/** The first line is the header `Inference-Header-Content-Length`, where it is not empty; the rest is the body. */
export const parser: Parser = {
  name: 'infer-body',
  about: 'bodies of the Open Inference Protocol: JSON, binary tensors, and pixels alone',
  seeds: () => [
    request({ id: 'a', inputs: [{ ...tensor, data: Array.from({ length: 784 }, () => 7) }] }),
    request(
      { inputs: [{ ...tensor, shape: [1, 28, 28], parameters: { binary_data_size: 784 } }] },
      new Uint8Array(784),
    ),
    request(
      {
        inputs: [{ ...tensor, datatype: 'FP32', parameters: { binary_data_size: 3136 } }],
        outputs: [
          { name: 'probabilities', parameters: { classification: 2 } },
          { name: 'label', parameters: { binary_data: true } },
          { name: 'class' },
          { name: 'out_of_distribution' },
        ],
        parameters: { binary_data_output: true },
      },
      new Uint8Array(3136),
    ),
    new Uint8Array(Buffer.concat([Buffer.from('0\n'), Buffer.alloc(1568)])),
  ],
  words: [
    '0\n',
    '-1\n',
    '1e3\n',
    '"binary_data_size":784',
    '"classification":1',
    '"shape":[1,784]',
    '"FP32"',
  ],
  layout,
  read(input) {
    const { line, rest } = splitFirstLine(input);
    const header = line.length > 0 ? Buffer.from(line).toString('latin1') : undefined;
    const body = parseInferBody(Buffer.from(rest), header);
    const pictures = pixelsOf(body, MOST_IMAGES);
    const { id, outputs, parameters } = body.request;
    checkOutputs(model, outputs);
    const areBinary = parameters?.binary_data_output === true;
    inferAnswer(
      model,
      id,
      outputTensors(
        model,
        pictures.map(() => shown),
        outputs,
        areBinary,
      ),
    );
  },
  refusal: HttpError,
};
