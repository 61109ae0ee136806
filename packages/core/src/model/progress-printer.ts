import type { Callbacks } from './callbacks';
import type { EpochRecord, StepRecord } from './history';

/**
 * A callback that prints a training line by line, as the original program does.
 * @param write gets each line, without its end
 */
export function progressPrinter(write: (line: string) => void): Callbacks {
  return {
    epochBegin: (epoch) => write(`epoch: ${epoch}`),
    stepRecorded: (record) => write(`step: ${record.step}, ${measures(record)}`),
    epochEnd(record) {
      write(`training, ${measures(record)}`);
      if (record.validation) {
        const { accuracy, loss } = record.validation;
        write(`validation, acc: ${accuracy.toFixed(3)}, loss: ${loss.toFixed(3)}`);
      }
    },
  };
}

function measures(record: StepRecord | EpochRecord): string {
  const { accuracy, loss, dataLoss, regularizationLoss, learningRate } = record;
  return (
    `acc: ${accuracy.toFixed(3)}, loss: ${loss.toFixed(3)} ` +
    `(data_loss: ${dataLoss.toFixed(3)}, reg_loss: ${regularizationLoss.toFixed(3)}), lr: ${learningRate}`
  );
}
