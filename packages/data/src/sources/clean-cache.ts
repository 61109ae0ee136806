import { readdir, rm, rmdir, stat } from 'node:fs/promises';
import { join } from 'node:path';
import { fashionMnist } from '../fashion-mnist';

/** What downloads leave in the cache while they go on, or when they are cut off: parts, tags, unpacked packages. */
const LEFTOVER = /^package-[A-Za-z0-9]{6}$|\.gz\.part(\.etag)?$|\.[0-9a-f-]{36}\.tmp$/;

/** Something in the cache that was put there by this program. */
export interface CacheEntry {
  readonly path: string;
  readonly bytes: number;
}

/** What this program put into a cache folder: nothing of anybody else, should the folder be somebody's. */
export async function listCache(folder: string): Promise<CacheEntry[]> {
  const names = await readdir(folder).catch(() => []);
  const known: readonly string[] = Object.values(fashionMnist.files).map(({ name }) => name);
  const own = names.filter((name) => known.includes(name) || known.some((file) => isLeftover(name, file)));
  return Promise.all(
    own.sort().map(async (name) => {
      const path = join(folder, name);
      return { path, bytes: await bytesIn(path) };
    }),
  );
}

/** Removes what {@link listCache} listed, and the folder if nothing else is in it. */
export async function cleanCache(folder: string, entries: readonly CacheEntry[]): Promise<void> {
  for (const { path } of entries) await rm(path, { recursive: true, force: true });
  await rmdir(folder).catch(() => {});
}

function isLeftover(name: string, file: string): boolean {
  return LEFTOVER.test(name) && (name.startsWith(file) || name.startsWith('package-'));
}

async function bytesIn(path: string): Promise<number> {
  const entry = await stat(path);
  if (!entry.isDirectory()) return entry.size;
  const names = await readdir(path);
  const sizes = await Promise.all(names.map((name) => bytesIn(join(path, name))));
  return sizes.reduce((sum, size) => sum + size, 0);
}
