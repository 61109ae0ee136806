import type { PackageName } from './pack';

const CONSUMERS = [
  'publint',
  'attw',
  'Node',
  'TypeScript, node16',
  'TypeScript, bundler',
  'no tool',
  'Vite',
  'webpack',
  'Next',
] as const;

export type Consumer = (typeof CONSUMERS)[number];

/** Who could use which package. */
export class Table {
  readonly #rows: ReadonlyMap<PackageName, Set<Consumer>>;

  constructor(names: readonly PackageName[]) {
    this.#rows = new Map(names.map((name) => [name, new Set<Consumer>()]));
  }

  /** Notes that a consumer could use a package. */
  pass(name: PackageName, consumer: Consumer): void {
    this.#rows.get(name)?.add(consumer);
  }

  /** As Markdown: a row a package, a column a consumer. */
  toMarkdown(): string {
    const cells = [
      ['', ...CONSUMERS],
      ...[...this.#rows].map(([name, passed]) => [
        `\`${name}\``,
        ...CONSUMERS.map((consumer) => (passed.has(consumer) ? '✓' : '')),
      ]),
    ];
    const widths = cells[0].map((_, column) => Math.max(...cells.map((row) => row[column].length)));
    const [head, ...rows] = cells.map((row) => line(row.map((cell, column) => cell.padEnd(widths[column]))));
    return [head, line(widths.map((width) => '-'.repeat(width))), ...rows].join('\n');
  }
}

function line(cells: readonly string[]): string {
  return `| ${cells.join(' | ')} |`;
}
