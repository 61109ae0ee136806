import { execFile } from 'node:child_process';
import { readdir } from 'node:fs/promises';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { promisify } from 'node:util';

const run = promisify(execFile);
const workspace = fileURLToPath(new URL('../../..', import.meta.url));

/** The packages that others can install, by what they are called. */
export const packageNames = [
  '@fmnist/core',
  '@fmnist/data',
  '@fmnist/interchange',
  '@fmnist/models',
  'cli',
] as const;

export type PackageName = (typeof packageNames)[number];

/** Packs the built packages into a folder, as publishing would. @returns the path of each one's tarball */
export async function packAll(folder: string): Promise<Record<PackageName, string>> {
  const filters = packageNames.map((name) => `--filter=${name}`).join(' ');
  const pnpm = `pnpm ${filters} -r pack --pack-destination ${folder}`;
  await run('npx', ['-y', '-p', 'pnpm@10.34.9', '-c', pnpm], { cwd: workspace, maxBuffer: 2 ** 24 });
  const files = await readdir(folder);
  const paths = packageNames.map((name) => {
    const beginning = `${name.replace('@', '').replace('/', '-')}-`;
    const file = files.find((file) => file.startsWith(beginning) && file.endsWith('.tgz'));
    if (!file) throw new Error(`pnpm packed no ${name}: it made ${files.join(', ')}`);
    return [name, join(folder, file)];
  });
  return Object.fromEntries(paths);
}

/** What is in a tarball: the package's own description, and its files. */
export async function readTarball(
  path: string,
): Promise<{ manifest: Record<string, unknown>; files: readonly string[] }> {
  const options = { maxBuffer: 2 ** 24 };
  const [list, manifest] = await Promise.all([
    run('tar', ['-tzf', path], options),
    run('tar', ['-xzOf', path, 'package/package.json'], options),
  ]);
  const files = list.stdout
    .trim()
    .split(/\r?\n/)
    .map((file) => file.replace('package/', ''));
  return { manifest: JSON.parse(manifest.stdout), files };
}
