import { execFile } from 'node:child_process';
import { fileURLToPath } from 'node:url';
import { promisify } from 'node:util';
import satisfies from 'spdx-satisfies';
import { expect, it } from 'vitest';

/** Licences that ask for no more than that their text is kept. */
const ALLOWED = [
  '0BSD',
  'Apache-2.0',
  'BlueOak-1.0.0',
  'BSD-2-Clause',
  'BSD-3-Clause',
  'CC0-1.0',
  'ISC',
  'MIT',
  'Zlib',
];

/** Others, each for a reason. */
const EXCEPTIONS: readonly { name: RegExp; license: string; because: string }[] = [
  {
    name: /^@img\/sharp-(libvips|win32)/,
    license: 'LGPL-3.0-or-later',
    because: 'a library of its own, installed beside sharp and linked when it runs; nothing we make holds it',
  },
  {
    name: /^@fontsource\/dejavu-mono$/,
    license: 'OFL-1.1',
    because: 'a font may be given away with programs where its licence is with it',
  },
  { name: /^axe-core$/, license: 'MPL-2.0', because: 'a tool of tests, unchanged' },
  { name: /^lightningcss/, license: 'MPL-2.0', because: 'a tool that builds, unchanged' },
  { name: /^spdx-/, license: 'CC-BY-3.0', because: 'lists that this test looks licences up in' },
  {
    name: /^argparse$/,
    license: 'Python-2.0',
    because: 'a tool of changesets, unchanged',
  },
  {
    name: /^spawndamnit$/,
    license: 'Unknown',
    because: 'names its file LICENSE instead of a licence; the file is that of MIT',
  },
  { name: /^caniuse-lite$/, license: 'CC-BY-4.0', because: 'data that tools which build look up' },
];

type Licenses = Record<string, { name: string; versions: string[] }[]>;

it('every package that is installed has a licence that we can live with', async () => {
  const { stdout } = await promisify(execFile)(
    'npx',
    ['-y', '-p', 'pnpm@10.34.9', '-c', '"pnpm licenses list --json"'],
    { cwd: fileURLToPath(new URL('../../..', import.meta.url)), maxBuffer: 2 ** 26, shell: true },
  );
  const licenses: Licenses = JSON.parse(stdout);
  const all = Object.entries(licenses).flatMap(([license, packages]) =>
    packages.map(({ name }) => ({ name, license })),
  );
  expect(all.length).toBeGreaterThan(100);
  const wrong = all.filter(
    ({ name, license }) =>
      !EXCEPTIONS.some((exception) => exception.name.test(name) && license.includes(exception.license)) &&
      !isAllowed(license),
  );
  expect(wrong).toEqual([]);
});

function isAllowed(license: string): boolean {
  try {
    return satisfies(license, ALLOWED);
  } catch {
    return false;
  }
}
