import { createHash } from 'node:crypto';
import { UserError } from '@fmnist/core';
import { readFileOrExplain } from '@fmnist/core/node';
import type { CommandModule } from 'yargs';
import { describeFile } from '../inspect/describe-file';
import { inspectBytes } from '../inspect/formats';
import type { Inspection } from '../inspect/inspection';
import { userPath } from '../paths';

interface InspectFlags {
  file: string;
  json: boolean;
}

/** `fmnist inspect`: what a file holds. */
export const inspectCommand: CommandModule<unknown, InspectFlags> = {
  command: 'inspect <file>',
  describe: 'Tell what a file holds: models, checkpoints, exports, the original program’s files, events',
  builder: (yargs) =>
    yargs
      .positional('file', {
        describe: 'The file, of any of these formats',
        type: 'string',
        demandOption: true,
      })
      .options({ json: { describe: 'Print one JSON object', boolean: true, default: false } }),
  handler: inspect,
};

async function inspect({ file, json }: InspectFlags): Promise<void> {
  const bytes = await readFileOrExplain(userPath(file), 'file');
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
