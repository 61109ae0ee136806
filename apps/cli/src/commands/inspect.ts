import { createHash } from 'node:crypto';
import { join } from 'node:path';
import { UserError } from '@fmnist/core';
import { readFileOrExplain } from '@fmnist/core/node';
import { fileStatus } from '../file-status';
import { describeFile } from '../inspect/describe-file';
import { inspectBytes } from '../inspect/formats';
import type { Inspection } from '../inspect/inspection';
import type { LazyCommand } from '../lazy-command';
import { MODEL_FILE, userPath } from '../paths';

interface InspectFlags {
  file: string;
  json: boolean;
}

/** `fmnist inspect`: what a file holds. */
export const inspectCommand: LazyCommand<InspectFlags> = {
  builder: (yargs) =>
    yargs
      .positional('file', {
        describe: 'The file, of any of these formats, or a run’s folder for its model',
        type: 'string',
        demandOption: true,
      })
      .options({ json: { describe: 'Print one JSON object', boolean: true, default: false } })
      .example('$0 inspect runs/first/checkpoint.safetensors', 'layers, parameters, how far the training is'),
  handler: inspect,
};

async function inspect({ file, json }: InspectFlags): Promise<void> {
  const path = userPath(file);
  const inFolder = join(path, MODEL_FILE);
  const bytes = await readFileOrExplain(fileStatus(inFolder) ? inFolder : path, 'file');
  const inspected = {
    file,
    bytes: bytes.length,
    sha256: createHash('sha256').update(bytes).digest('hex'),
    ...inspectOrExplain(bytes, file),
  };
  console.log(json ? JSON.stringify(inspected) : describeFile(inspected));
}

function inspectOrExplain(bytes: Uint8Array, file: string): Inspection {
  try {
    return inspectBytes(bytes);
  } catch (error) {
    if (!(error instanceof UserError)) throw error;
    throw new UserError(`${file}: ${error.message}`, { cause: error });
  }
}
