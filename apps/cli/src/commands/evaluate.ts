import type { Average } from '@fmnist/core';
import { confusionMatrix, measureClasses, predictedClasses, shippedNames } from '@fmnist/models';
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
    model: {
      describe: `Model file, or one that is shipped: ${shippedNames.join(', ')} [default: that of the newest run]`,
      string: true,
      requiresArg: true,
    },
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
  const confusion = confusionMatrix(predictedClasses(predictions), test.labels, test.classNames.length);
  const classes = measureClasses(confusion, test.classNames);
  if (json) {
    console.log(JSON.stringify({ loss, accuracy, perClass: classes, confusion }));
    return;
  }
  console.log(`${path}\ntest: accuracy ${accuracy.toFixed(4)}, loss ${loss.toFixed(4)}\n`);
  console.log(`${'class'.padEnd(12)} precision  recall      F1`);
  for (const { label, ...measures } of classes) {
    const [precision, recall, f1] = [measures.precision, measures.recall, measures.f1].map((share) =>
      share.toFixed(3),
    );
    console.log(`${label.padEnd(12)} ${precision.padStart(9)}  ${recall.padStart(6)}  ${f1.padStart(6)}`);
  }
}
