import { readFile } from 'node:fs/promises';
import { expect, it } from 'vitest';
import { writeReference } from './reference';

it('docs/cli.md says what --help says; `pnpm --filter cli docs` writes it anew', async () => {
  const written = await readFile(new URL('../../../../docs/cli.md', import.meta.url), 'utf8');
  expect(written).toBe(await writeReference());
});
