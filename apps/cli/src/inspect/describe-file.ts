import { type OptimizerConfig, printable } from '@fmnist/core';
import type { Inspection } from './inspection';

/** A file that was inspected. */
export interface InspectedFile extends Inspection {
  readonly file: string;
  readonly bytes: number;
  /** Of the whole file. */
  readonly sha256: string;
}

/**
 * What a file holds, for people: a line for each thing there is to say, then tables of layers and tensors. Whatever names
 * the file has for them, it cannot steer the terminal.
 */
export function describeFile(inspected: InspectedFile): string {
  const { file, format, formatVersion, kind, bytes, sha256, parameters, labels, optimizer, details } =
    inspected;
  const facts: [string, string | number | undefined][] = [
    ['file', file],
    ['format', formatVersion === undefined ? format : `${format}, version ${formatVersion}`],
    ['kind', kind],
    ['size', `${bytes.toLocaleString('en')} bytes`],
    ['sha256', sha256],
    ['weights', inspected.weightsSha256],
    ['parameters', parameters?.toLocaleString('en')],
    ['classes', labels?.join(', ')],
    ['optimizer', optimizer && formatOptimizer(optimizer)],
    ['training', formatTraining(inspected)],
    ['progress', formatProgress(inspected)],
    ...Object.entries(details ?? {}),
  ];
  const known = facts.filter(([, value]) => value !== undefined);
  const width = Math.max(...known.map(([name]) => name.length));
  const lines = known.map(([name, value]) => `${name.padEnd(width)}  ${value}`);
  const tables = [...layerTable(inspected), ...tensorTable(inspected)];
  return printable([...lines, ...tables, ...(inspected.notes ?? [])].join('\n'));
}

function formatTraining({ training }: Inspection): string | undefined {
  if (!training) return undefined;
  const { epochs, batchSize, samples, seed, loss, accuracy } = training;
  return `${epochs} ${epochs === 1 ? 'epoch' : 'epochs'} of ${samples.toLocaleString('en')} samples in batches of ${batchSize}, seed ${seed}: accuracy ${accuracy.toFixed(4)}, loss ${loss.toFixed(4)}`;
}

function formatProgress({ progress }: Inspection): string | undefined {
  if (!progress) return undefined;
  const { epoch, epochs, step, stepsPerEpoch, iterations, stopped } = progress;
  const within = step > 0 ? ` and ${step} of ${stepsPerEpoch} steps` : '';
  return `${epoch} of ${epochs} epochs${within}, ${iterations} steps in all${stopped ? ', stopped' : ''}`;
}

function formatOptimizer(config: OptimizerConfig): string {
  const { type, ...options } = config;
  const pairs = Object.entries(options).map(([name, value]) =>
    typeof value === 'object' ? `${name} (${formatOptimizer(value)})` : `${name} ${value}`,
  );
  return [type, ...pairs].join(', ');
}

function layerTable({ layers, inputShape }: Inspection): string[] {
  if (!layers || !inputShape) return [];
  const rows = layers.map(({ name, outputShape, parameters }) => [
    name,
    `[${outputShape.join(', ')}]`,
    parameters.toLocaleString('en'),
  ]);
  return ['', ...table([['input', `[${inputShape.join(', ')}]`, ''], ...rows])];
}

function tensorTable({ tensors }: Inspection): string[] {
  if (!tensors) return [];
  return ['', ...table(tensors.map(({ name, dtype, shape }) => [name, dtype, `[${shape.join(', ')}]`]))];
}

function table(rows: readonly (readonly string[])[]): string[] {
  const widths =
    rows[0]?.map((_, column) => rows.reduce((width, row) => Math.max(width, row[column].length), 0)) ?? [];
  return rows.map((row) =>
    row
      .map((cell, column) => cell.padEnd(widths[column]))
      .join('  ')
      .trimEnd(),
  );
}
