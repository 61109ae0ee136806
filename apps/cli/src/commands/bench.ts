import { type PresetName, presetNames } from '@fmnist/models';
import { benchPredictions, benchTraining } from '../bench/measure';
import { positiveInteger } from '../flags';
import type { LazyCommand } from '../lazy-command';
import { loadData } from '../load-data';

interface BenchFlags {
  preset: PresetName;
  pictures: number;
  json: boolean;
}

/** `fmnist bench`: how fast this machine is. */
export const benchCommand: LazyCommand<BenchFlags> = {
  builder: (yargs) =>
    yargs
      .options({
        preset: { describe: 'Which network', choices: presetNames, default: 'original' as const },
        pictures: {
          describe: 'How many pictures each measured epoch trains on',
          default: '12000',
          coerce: positiveInteger('pictures'),
        },
        json: { describe: 'Print one JSON object', boolean: true, default: false },
      })
      .example('$0 bench', 'the original network, on one thread and on all')
      .example('$0 bench --preset cnn-small --pictures 3000', 'convolutions take their time'),
  handler: bench,
};

async function bench({ preset, pictures, json }: BenchFlags): Promise<void> {
  const { train } = await loadData(undefined);
  const training = await benchTraining(preset, train, pictures);
  const prediction = await benchPredictions(preset, train);
  if (json) {
    console.log(JSON.stringify({ preset, training, prediction }));
    return;
  }
  for (const { threads, imagesPerSecond } of training) {
    const name = `training, ${threads} thread${threads > 1 ? 's' : ''}`;
    console.log(`${name.padEnd(28)} ${whole(imagesPerSecond)} images/s`);
  }
  const { one, batch } = prediction;
  console.log(`${'predicting, one by one'.padEnd(28)} ${whole(1e6 / one.p50)} images/s`);
  console.log(`${''.padEnd(28)} p50 ${one.p50.toFixed(1)} µs, p99 ${one.p99.toFixed(1)} µs`);
  console.log(`${'predicting, batches of 1000'.padEnd(28)} ${whole(batch.imagesPerSecond)} images/s`);
}

function whole(number: number): string {
  return Math.round(number).toLocaleString('en').padStart(9);
}
