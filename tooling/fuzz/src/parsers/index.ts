import type { Parser } from '../parser';
import { parser as events } from './events';
import { parser as form } from './form';
import { parser as idx } from './idx';
import { parser as inferBody } from './infer-body';
import { parser as inspect } from './inspect';
import { parser as link } from './link';
import { parser as modelFile } from './model-file';
import { parser as modelJson } from './model-json';
import { parser as npz } from './npz';
import { parser as onnx } from './onnx';
import { parser as pickle } from './pickle';
import { parser as picture } from './picture';
import { parser as predictBody } from './predict-body';
import { parser as recipe } from './recipe';
import { parser as runFiles } from './run-files';
import { parser as safetensors } from './safetensors';

/** All of them; the file of each is called as it is. */
export const parsers: readonly Parser[] = [
  idx,
  safetensors,
  modelFile,
  pickle,
  onnx,
  npz,
  modelJson,
  events,
  recipe,
  runFiles,
  link,
  predictBody,
  form,
  inferBody,
  picture,
  inspect,
];
