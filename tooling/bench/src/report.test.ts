import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { bareNode } from './contenders/bare-node';
import { type Report, renderMarkdown, renderTable, writeReport } from './report';

const report: Report = {
  date: '2025-01-02',
  machine: { cpu: 'Abacus 9', cores: 2, memoryGb: 4, os: 'Linux', node: '20', v8: '11', load: 0.5 },
  rounds: 3,
  quick: false,
  dataSource: 'a test',
  participants: [
    { contender: bareNode, version: '20' },
    { contender: { ...bareNode, id: 'gone', name: 'Gone' }, missing: 'not installed' },
  ],
  sections: [
    {
      name: 'train',
      title: 'Training',
      about: 'How long.',
      columns: ['contender', 's'],
      rows: [['a', '1']],
      details: { entries: [1] },
    },
  ],
};

test('a table lines its columns up and keeps bars inside cells', () => {
  expect(renderTable(['name', 's'], [['a|b', '12.50']])).toBe(
    ['| name | s     |', '| ---- | ----- |', '| a\\|b | 12.50 |'].join('\n'),
  );
});

test('the report names the machine, the rounds, who took part, and who is missing and why', () => {
  const text = renderMarkdown(report);
  expect(text).toContain('Abacus 9, 2 cores');
  expect(text).toContain('medians of 3 rounds');
  expect(text).toMatch(/Node alone +\| 20 /);
  expect(text).toContain('missing: not installed');
  expect(text).toContain('## Training\n\nHow long.\n\n| contender | s');
});

test('the report is written for people and for programs', () => {
  const folder = mkdtempSync(join(tmpdir(), 'fmnist-report-'));
  try {
    const [markdown, json] = writeReport(report, join(folder, 'results'));
    expect(readFileSync(markdown, 'utf8')).toBe(renderMarkdown(report));
    expect(JSON.parse(readFileSync(json, 'utf8'))).toMatchObject({
      rounds: 3,
      jobs: { train: { entries: [1] } },
    });
  } finally {
    rmSync(folder, { recursive: true });
  }
});
