import { mkdir, mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { build } from 'esbuild';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { neededPackages, noticesOf, thirdPartyNotices } from '../src';

let folder: string;
beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), 'fmnist-licenses-'));
  await addPackage('used', { dependencies: { '@scope/inner': '1' } }, 'export { one } from "@scope/inner";');
  await addPackage('@scope/inner', {}, 'export const one = 1;');
  await addPackage('unused', {}, 'export const two = 2;');
  await writeFile(join(folder, 'package.json'), '{ "dependencies": { "used": "1" } }');
  await writeFile(
    join(folder, 'main.js'),
    'import { one } from "used"; import { two } from "unused"; console.log(one);',
  );
});
afterEach(() => rm(folder, { recursive: true, force: true }));

async function addPackage(name: string, more: object, code: string): Promise<void> {
  const at = join(folder, 'node_modules', name);
  await mkdir(at, { recursive: true });
  const about = {
    name,
    version: '1.0.0',
    license: 'ISC',
    type: 'module',
    main: 'index.js',
    sideEffects: false,
  };
  await writeFile(join(at, 'package.json'), JSON.stringify({ ...about, ...more }));
  await writeFile(join(at, 'index.js'), code);
  await writeFile(join(at, 'LICENSE'), `You may use ${name}.\n`);
}

describe('the notices of third parties', () => {
  it('have the licence of each package that is in a bundle, and of no other', async () => {
    await build({
      entryPoints: [join(folder, 'main.js')],
      bundle: true,
      outfile: join(folder, 'dist/main.js'),
      plugins: [thirdPartyNotices(join(folder, 'dist/NOTICES.txt'))],
    });
    const notices = await readFile(join(folder, 'dist/NOTICES.txt'), 'utf8');
    expect(notices).toContain('@scope/inner 1.0.0, ISC\n\nYou may use @scope/inner.\n');
    expect(notices).not.toContain('unused');
  });

  it('have the licence of each package that a package needs, and those need in turn', () => {
    const notices = noticesOf(neededPackages(folder));
    expect(notices).toContain('You may use used.');
    expect(notices).toContain('You may use @scope/inner.');
    expect(notices).not.toContain('unused');
  });

  it('cannot be written where a package has no licence', async () => {
    await rm(join(folder, 'node_modules/used/LICENSE'));
    expect(() => noticesOf(neededPackages(folder))).toThrow('used@1.0.0 (ISC) has no file with its licence');
  });
});
