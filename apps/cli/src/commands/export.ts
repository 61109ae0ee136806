import { existsSync } from 'node:fs';
import { realpath } from 'node:fs/promises';
import { extname } from 'node:path';
import { Model, UserError } from '@fmnist/core';
import { readFileOrExplain, writeFileAtomically } from '@fmnist/core/node';
import { exportJson, exportNpz, exportOnnx, ONNX_IR_VERSION, ONNX_OPSET } from '@fmnist/interchange';
import { modelPath, newestModel } from '../find-model';
import { text, UsageError } from '../flags';
import type { LazyCommand } from '../lazy-command';
import { userPath } from '../paths';

const formats = ['onnx', 'json', 'npz', 'safetensors'] as const;
type ExportFormat = (typeof formats)[number];
const inputs = ['uint8', 'float'] as const;

interface ExportFlags {
  model: string | undefined;
  format: ExportFormat;
  input: (typeof inputs)[number];
  out: string | undefined;
}

const endings: Record<ExportFormat, string> = {
  onnx: '.onnx',
  json: '.json',
  npz: '.npz',
  safetensors: '.params.safetensors',
};

/** `fmnist export`: a model for other programs. */
export const exportCommand: LazyCommand<ExportFlags> = {
  builder: (yargs) =>
    yargs
      .positional('model', {
        describe:
          'A model or checkpoint, a run’s folder, or a model that is shipped; also as --model [default: the newest run’s]',
        type: 'string',
      })
      .options({
        format: { describe: 'What to write', choices: formats, demandOption: true },
        input: {
          describe: 'onnx: whether pixels come as uint8 or as float',
          choices: inputs,
          default: 'uint8' as const,
        },
        out: {
          alias: 'o',
          describe: 'Where to [default: beside the file, with another ending]',
          string: true,
          coerce: (value: unknown) => (value === undefined ? undefined : text('out')(value)),
        },
      })
      .example('$0 export --format onnx', 'the newest model for onnxruntime'),
  handler: exportModel,
};

async function exportModel({ model, format, input, out }: ExportFlags): Promise<void> {
  const source = model === undefined ? await newestModel() : modelPath(model);
  const target = out === undefined ? besideOf(source, format) : userPath(out);
  const bytes = await readFileOrExplain(source, 'model');
  if (existsSync(target) && (await realpath(target)) === (await realpath(source))) {
    throw new UsageError(`--out is the model itself: name another file than ${target}`);
  }
  const written = write(load(bytes, source), format, input);
  await writeFileAtomically(target, written);
  const about = format === 'onnx' ? `, opset ${ONNX_OPSET}, IR version ${ONNX_IR_VERSION}` : '';
  console.log(`${target}: ${written.length.toLocaleString('en')} bytes${about}`);
}

function write(model: Model, format: ExportFormat, input: ExportFlags['input']): Uint8Array {
  if (format === 'onnx') return exportOnnx(model, { input });
  if (format === 'npz') return exportNpz(model);
  if (format === 'json') return new TextEncoder().encode(exportJson(model));
  return model.saveParameters();
}

function load(bytes: Uint8Array, path: string): Model {
  try {
    return Model.load(bytes);
  } catch (error) {
    if (!(error instanceof UserError)) throw error;
    throw new UserError(`${path} holds no model: ${error.message}`, { cause: error });
  }
}

function besideOf(source: string, format: ExportFormat): string {
  return source.slice(0, source.length - extname(source).length) + endings[format];
}
