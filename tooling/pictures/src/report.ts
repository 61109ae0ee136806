import type { Named } from './free-pictures';
import type { Measured } from './measure';

/** Everything that a run found out. */
export interface Report {
  readonly model: string;
  readonly seed: number;
  readonly clean: Measured;
  readonly made: readonly Measured[];
  readonly drawings: readonly Named[];
}

/** The report as Markdown tables. */
export function renderReport({ model, seed, clean, made, drawings }: Report): string {
  const lines = [
    `Model: ${model}. ${clean.pictures} pictures of each kind, seed ${seed}.`,
    '',
    '| kind | what it is | accuracy | against clean, points |',
    '| --- | --- | --- | --- |',
    ...[clean, ...made].map(
      ({ kind, about, accuracy }) =>
        `| ${kind} | ${about} | ${percent(accuracy)}% | ${signed(100 * (accuracy - clean.accuracy))} |`,
    ),
    '',
    `Drawings under free licences: ${drawings.filter(({ shows, named }) => shows === named).length} of ${drawings.length} named rightly.`,
    '',
    '| drawing | shows | named |',
    '| --- | --- | --- |',
    ...drawings.map(({ file, shows, named }) => `| ${file} | ${shows} | ${named} |`),
  ];
  return lines.join('\n');
}

function percent(share: number): string {
  return (100 * share).toFixed(1);
}

function signed(points: number): string {
  const text = points.toFixed(1);
  return points > 0 ? `+${text}` : text.replace('-', '−');
}
