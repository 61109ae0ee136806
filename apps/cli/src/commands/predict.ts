import { type Average, Tensor, UserError } from '@fmnist/core';
import { readFileOrExplain } from '@fmnist/core/node';
import { prepare } from '@fmnist/data';
import { decodeImage } from '@fmnist/data/node';
import { shippedNames } from '@fmnist/models';
import type { CommandModule } from 'yargs';
import { averageFlag } from '../flags';
import { loadModel } from '../load-model';
import { userPath } from '../paths';

interface PredictFlags {
  images: string[];
  model: string | undefined;
  average: readonly Average[] | undefined;
  all: boolean;
  json: boolean;
}

/** `fmnist predict`: what pictures show. */
export const predictCommand: CommandModule<unknown, PredictFlags> = {
  command: 'predict <images..>',
  describe: 'Name the garment each picture shows',
  builder: (yargs) =>
    yargs
      .positional('images', { describe: 'Picture files', type: 'string', array: true, demandOption: true })
      .option('model', {
        describe: `Model file, or one that is shipped: ${shippedNames.join(', ')} [default: that of the newest run]`,
        type: 'string',
        requiresArg: true,
      })
      .option('average', averageFlag)
      .option('all', { describe: 'Show the probability of every class', type: 'boolean', default: false })
      .option('json', { describe: 'Print a JSON object for each picture', type: 'boolean', default: false }),
  handler: predict,
};

async function predict({ images, model: named, average = [], all, json }: PredictFlags): Promise<void> {
  const { classifier } = await loadModel(named);
  let failures = 0;
  for (const file of images) {
    try {
      const pixels = prepare(await decodeImage(await readFileOrExplain(userPath(file), 'picture'), file));
      const [shown] = await classifier.classify(new Tensor(pixels, [1, pixels.length]), { average });
      if (json) {
        console.log(JSON.stringify({ file, ...shown }));
      } else {
        const doubt = shown.outOfDistribution ? ', but it looks like none of them' : '';
        console.log(`${file}: ${shown.label} (${percent(shown.probability)})${doubt}`);
        if (all) {
          for (const [index, each] of shown.probabilities.entries()) {
            console.log(`  ${classifier.labels[index].padEnd(12)} ${percent(each).padStart(6)}`);
          }
        }
      }
    } catch (error) {
      if (!(error instanceof UserError)) throw error;
      failures++;
      console.error(`fmnist: ${error.message}`);
    }
  }
  if (failures > 0) process.exitCode = 1;
}

function percent(probability: number): string {
  return `${(100 * probability).toFixed(1)}%`;
}
