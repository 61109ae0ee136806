import { UserError } from '@fmnist/core';
import { describeFile } from '../../../../apps/cli/src/inspect/describe-file';
import { inspectBytes } from '../../../../apps/cli/src/inspect/formats';
import { safetensorsLayout } from '../mutate/safetensors-layout';
import type { Parser } from '../parser';
import { parser as events } from './events';
import { parser as idx } from './idx';
import { parser as modelFile } from './model-file';
import { parser as modelJson } from './model-json';
import { parser as npz } from './npz';
import { parser as onnx } from './onnx';
import { parser as pickle } from './pickle';
import { parser as safetensors } from './safetensors';

const formats = [safetensors, modelFile, modelJson, npz, onnx, events, idx, pickle];
/** What would steer the terminal that the description is shown on. */
const CONTROL = /[^\P{Cc}\n\t]/u;

export const parser: Parser = {
  name: 'inspect',
  about: 'files of any format, to be described on a terminal',
  seeds: () => formats.flatMap(({ seeds }) => seeds().slice(0, 8)),
  words: formats.flatMap(({ words = [] }) => words),
  layout: safetensorsLayout,
  read(input) {
    const text = describeFile({
      file: 'file',
      bytes: input.length,
      sha256: '',
      ...inspectBytes(input),
    });
    const control = CONTROL.exec(text);
    if (control) throw new Error(`The description steers terminals: ${JSON.stringify(control[0])}`);
  },
  refusal: UserError,
};
