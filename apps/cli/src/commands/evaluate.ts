import type { Average } from '@fmnist/core';
import type { CommandModule } from 'yargs';
import { averageFlag } from '../flags';
import { loadData } from '../load-data';
import { loadModel } from '../load-model';

interface EvaluateFlags {
  model: string | undefined;
  average: readonly Average[] | undefined;
  'data-dir': string | undefined;
  json: boolean;
}

/** `fmnist evaluate`: how a trained model does on the 10,000 test pictures. */
export const evaluateCommand: CommandModule<unknown, EvaluateFlags> = {
  command: 'evaluate',
  describe: 'Measure a trained model on the 10,000 test pictures',
  builder: {
    model: { describe: 'Model file [default: that of the newest run]', string: true, requiresArg: true },
    'data-dir': { describe: 'Folder with the four files of the data set', string: true, requiresArg: true },
    average: averageFlag,
    json: { describe: 'Print one JSON object', boolean: true, default: false },
  },
  handler: evaluate,
};

async function evaluate({
  model: named,
  average = [],
  'data-dir': dataDir,
  json,
}: EvaluateFlags): Promise<void> {
  const { model, path } = await loadModel(named);
  const { test } = await loadData(dataDir);
  const { loss, accuracy } = await model.evaluate(test.images, test.labels, { average });
  const predictions = await model.predict(test.images, { average });
  const [, outputs] = predictions.shape;
  const predicted = Array.from(test.labels, (_, row) => {
    const probabilities = predictions.data.subarray(row * outputs, (row + 1) * outputs);
    return probabilities.indexOf(Math.max(...probabilities));
  });
  const perClass = test.classNames.map((label, index) => {
    const support = test.labels.filter((each) => each === index).length;
    const claimed = predicted.filter((each) => each === index).length;
    const right = predicted.filter((each, row) => each === index && test.labels[row] === index).length;
    return {
      class: index,
      label,
      support,
      precision: claimed === 0 ? 0 : right / claimed,
      recall: right / support,
    };
  });
  if (json) {
    console.log(JSON.stringify({ loss, accuracy, perClass }));
    return;
  }
  console.log(`${path}\ntest: accuracy ${accuracy.toFixed(4)}, loss ${loss.toFixed(4)}\n`);
  console.log(`${'class'.padEnd(12)} precision  recall`);
  for (const { label, precision, recall } of perClass) {
    console.log(`${label.padEnd(12)} ${precision.toFixed(3).padStart(9)}  ${recall.toFixed(3).padStart(6)}`);
  }
}
