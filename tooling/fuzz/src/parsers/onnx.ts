import { UserError } from '@fmnist/core';
import { exportOnnx, readOnnx } from '@fmnist/interchange';
import { wholeAs } from '../mutate/layout';
import type { Parser } from '../parser';
import { smallModels } from '../small-models';

export const parser: Parser = {
  name: 'onnx',
  about: 'ONNX files of anybody, to say what is in them',
  seeds: () =>
    smallModels()
      .slice(0, 2)
      .map((model) => exportOnnx(model)),
  words: ['\x08\x08', '\x3a', '\x42\x02\x10\x11', '\x72', '\xff\xff\xff\xff\xff\xff\xff\xff\xff\x01'],
  layout: wholeAs('protobuf'),
  read: readOnnx,
  refusal: UserError,
};
