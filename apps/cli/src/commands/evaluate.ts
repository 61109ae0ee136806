import type { Average } from '@fmnist/core';
import { confusionMatrix, measureClasses, predictedClasses } from '@fmnist/models';
import { checkLabels } from '../check-labels';
import { modelFlag } from '../find-model';
import { averageFlag, dataFlag } from '../flags';
import type { LazyCommand } from '../lazy-command';
import { loadData } from '../load-data';
import { loadModel } from '../load-model';
import { padToWidth, widestOf } from '../pad-to-width';

interface EvaluateFlags {
  model: string;
  average: readonly Average[] | undefined;
  data: string | undefined;
  json: boolean;
}

/** `fmnist evaluate`: how a trained model does on the 10,000 test pictures. */
export const evaluateCommand: LazyCommand<EvaluateFlags> = {
  builder: (yargs) =>
    yargs
      .options({
        model: modelFlag,
        data: dataFlag,
        average: averageFlag,
        json: { describe: 'Print one JSON object', boolean: true, default: false },
      })
      .example(
        '$0 evaluate --model cnn-small --average flip',
        'a model that comes with fmnist, each picture seen twice',
      ),
  handler: evaluate,
};

async function evaluate({ model: named, average = [], data: folder, json }: EvaluateFlags): Promise<void> {
  const { model, path } = await loadModel(named);
  const data = await loadData(folder);
  checkLabels(model, path, data, 'name its data set with --data, or another model with --model');
  const { test } = data;
  const { loss, accuracy } = await model.evaluate(test.images, test.labels, { average });
  const predictions = await model.predict(test.images, { average });
  const confusion = confusionMatrix(predictedClasses(predictions), test.labels, test.classNames.length);
  const classes = measureClasses(confusion, test.classNames);
  if (json) {
    console.log(JSON.stringify({ loss, accuracy, perClass: classes, confusion }));
    return;
  }
  console.log(`${path}\ntest: accuracy ${accuracy.toFixed(4)}, loss ${loss.toFixed(4)}\n`);
  const columns = widestOf(test.classNames, 12);
  console.log(`${'class'.padEnd(columns)} precision  recall      F1`);
  for (const { label, ...measures } of classes) {
    const [precision, recall, f1] = [measures.precision, measures.recall, measures.f1].map((share) =>
      share.toFixed(3),
    );
    console.log(
      `${padToWidth(label, columns)} ${precision.padStart(9)}  ${recall.padStart(6)}  ${f1.padStart(6)}`,
    );
  }
}
