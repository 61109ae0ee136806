import type { LazyCommand } from '../lazy-command';
import { flagsWithValue, type TrainFlags, trainFlags } from '../train/train-flags';
import { flagsOfRun } from '../train/typed-flags';

/** `fmnist train`: the original program's job, and variations of it. */
export const trainCommand: LazyCommand<TrainFlags> = {
  builder: (yargs) =>
    yargs
      .options(trainFlags)
      .requiresArg([...flagsWithValue])
      .config('resume', trainFlags.resume.describe, flagsOfRun)
      .config('config', trainFlags.config.describe, flagsOfRun)
      .conflicts('resume', ['config', 'name', 'out'])
      .conflicts('name', 'out')
      .example('$0 train', 'the original job: 15 epochs, about 88% right')
      .example('$0 train --preset cnn-small --name second', 'convolutions: about 93% right')
      .example('$0 train --hidden 256 --epochs 5 --seed 1', 'a wider network, for a shorter time')
      .example('$0 train --resume runs/first --epochs 30', 'go on where a run stopped, for longer')
      .example('$0 train --log-format jsonl > events.jsonl', 'an event a line, for programs')
      .example('$0 train --config runs/first/config.json', 'repeat a run, to the same weights'),
  handler: async (flags) => (await import('../train/train')).train(flags),
};
