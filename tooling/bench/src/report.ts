import { mkdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import type { Participant, Row, Section } from './jobs/job';
import type { Machine } from './machine';

/** Everything a run found out. */
export interface Report {
  readonly date: string;
  readonly machine: Machine;
  readonly rounds: number;
  readonly quick: boolean;
  /** Where the data set came from. */
  readonly dataSource: string;
  readonly participants: readonly Participant[];
  readonly sections: readonly Section[];
}

/** The names of the files a report is written to. */
const MARKDOWN_FILE = 'README.md';
const JSON_FILE = 'results.json';

/** @returns the paths of the files written */
export function writeReport(report: Report, folder: string): string[] {
  mkdirSync(folder, { recursive: true });
  const files = [
    { path: join(folder, MARKDOWN_FILE), text: renderMarkdown(report) },
    { path: join(folder, JSON_FILE), text: renderJson(report) },
  ];
  for (const { path, text } of files) writeFileSync(path, text);
  return files.map(({ path }) => path);
}

export function renderMarkdown(report: Report): string {
  const { date, machine, rounds, quick, dataSource, participants, sections } = report;
  const extent = quick ? 'A quick run: figures are rough. ' : '';
  const repetition = rounds === 1 ? 'one round' : `medians of ${rounds} rounds`;
  const head = [
    '# Measured',
    `${extent}Made by \`pnpm bench\` on ${date}: ${repetition}, in each of which every contender ran once, in a process of ` +
      'its own. The columns "of ours" divide the row\'s figure by our own: above 1× ours is the better one.',
    renderTable(['machine', ''], Object.entries(describe(machine))),
    renderTable(
      ['contender', 'version'],
      participants.map(({ contender, version, missing }) => [
        contender.name,
        version ?? `missing: ${missing}`,
      ]),
    ),
    `Data: Fashion-MNIST from ${dataSource}.`,
  ];
  const body = sections.flatMap(({ title, about, columns, rows }) => [
    `## ${title}`,
    about,
    renderTable(columns, rows),
  ]);
  return `${[...head, ...body].join('\n\n')}\n`;
}

/** A table of Markdown, its columns as wide as their widest cell: it can be read as it is. */
export function renderTable(columns: readonly string[], rows: readonly Row[]): string {
  const cells = [columns, ...rows].map((row) => row.map((cell) => cell.replaceAll('|', '\\|')));
  const widths = columns.map((_, column) => Math.max(3, ...cells.map((row) => row[column].length)));
  const line = (row: Row) => `| ${row.map((cell, column) => cell.padEnd(widths[column])).join(' | ')} |`;
  const [head, ...body] = cells;
  return [line(head), line(widths.map((width) => '-'.repeat(width))), ...body.map(line)].join('\n');
}

function renderJson({ participants, sections, ...rest }: Report): string {
  const versions = participants.map(({ contender, version, missing }) => ({
    id: contender.id,
    name: contender.name,
    version,
    missing,
  }));
  const jobs = Object.fromEntries(sections.map(({ name, details }) => [name, details]));
  return `${JSON.stringify({ ...rest, contenders: versions, jobs }, null, 2)}\n`;
}

function describe({ cpu, cores, memoryGb, os, node, v8, load }: Machine): Record<string, string> {
  return {
    processor: `${cpu}, ${cores} ${cores === 1 ? 'core' : 'cores'}`,
    memory: `${memoryGb} GB`,
    system: os,
    Node: `${node} (V8 ${v8})`,
    'load before': load.toFixed(2),
  };
}
