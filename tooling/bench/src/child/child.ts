/** The entry of child processes: does one task for one contender and prints one line of JSON. */

import { firstOf } from '../images';
import { type Assignment, decodeAssignment } from '../messages';
import { loadRunner, singleWaysOf, waysOf } from '../runners';
import { peakResidentBytes } from './peak-memory';
import { measureBatches } from './predict-batch';
import { measureSingles } from './predict-one';
import { readImages } from './read-images';

async function answer(assignment: Assignment): Promise<object> {
  const { task, contender, folder, budgetMs } = assignment;
  const runner = await loadRunner(contender);
  switch (task) {
    case 'train': {
      if (!runner.train) throw new Error(`${contender} cannot train`);
      const data = { train: readImages(folder, 'train'), test: readImages(folder, 'test') };
      const report = await runner.train(data, assignment);
      return { ...report, peakBytes: peakResidentBytes() };
    }
    case 'train-cnn': {
      if (!runner.trainConvolutional) throw new Error(`${contender} cannot train a convolutional network`);
      const data = {
        train: firstOf(readImages(folder, 'train'), assignment.images),
        test: firstOf(readImages(folder, 'test'), assignment.testImages),
      };
      return { ...(await runner.trainConvolutional(data, assignment)), peakBytes: peakResidentBytes() };
    }
    case 'predict-batch':
      return measureBatches(waysOf(runner, contender), folder, readImages(folder, 'test'), budgetMs);
    case 'predict-one':
      return measureSingles(singleWaysOf(runner, contender), folder, readImages(folder, 'test'), budgetMs);
  }
}

try {
  const line = JSON.stringify(await answer(decodeAssignment(process.argv[2])));
  // Libraries may keep workers alive: end as soon as the line is out.
  process.stdout.write(`\n${line}\n`, () => process.exit());
} catch (error) {
  const message = error instanceof Error ? error.message : String(error);
  process.stdout.write(`\n${JSON.stringify({ failure: message })}\n`, () => process.exit(1));
}
