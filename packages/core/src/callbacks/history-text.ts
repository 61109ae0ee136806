import type { EpochRecord } from '../model/history';

const columns = [
  'epoch',
  'loss',
  'dataLoss',
  'regularizationLoss',
  'accuracy',
  'validationLoss',
  'validationAccuracy',
  'learningRate',
  'durationMs',
] as const;

/**
 * Epochs as CSV (RFC 4180): a line of names, then a line for each epoch. Without validation its columns are empty.
 * @example epochsAsCsv(history.epochs);
 */
export function epochsAsCsv(epochs: readonly EpochRecord[]): string {
  const rows = epochs.map(({ validation, ...record }) => {
    const cells = { ...record, validationLoss: validation?.loss, validationAccuracy: validation?.accuracy };
    return columns.map((column) => cells[column] ?? '');
  });
  return [columns, ...rows].map((row) => `${row.join(',')}\r\n`).join('');
}

/** Epochs as JSON lines (https://jsonlines.org): an object for each epoch, with the names {@link epochsAsCsv} has. */
export function epochsAsJsonLines(epochs: readonly EpochRecord[]): string {
  return epochs
    .map(({ validation, ...record }) => {
      const validated = validation && {
        validationLoss: validation.loss,
        validationAccuracy: validation.accuracy,
      };
      return `${JSON.stringify({ ...record, ...validated })}\n`;
    })
    .join('');
}
