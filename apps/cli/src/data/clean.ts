import { createInterface } from 'node:readline/promises';
import { type CacheEntry, cleanCache, defaultCacheFolder, listCache } from '@fmnist/data/node';
import { UsageError } from '../flags';
import type { LazyCommand } from '../lazy-command';

interface CleanFlags {
  yes: boolean;
}

/** `fmnist data clean`: removes what was fetched. */
export const cleanCommand: LazyCommand<CleanFlags> = {
  builder: (yargs) =>
    yargs
      .option('yes', { alias: 'y', describe: 'Remove without asking', boolean: true, default: false })
      .example('$0 data clean', 'tell what the cache holds, and ask before removing it'),
  handler: clean,
};

async function clean({ yes }: CleanFlags): Promise<void> {
  const folder = defaultCacheFolder();
  const entries = await listCache(folder);
  if (entries.length === 0) {
    console.log(`The cache ${folder} holds nothing`);
    return;
  }
  for (const { path, bytes } of entries) console.log(`${path}  ${bytes.toLocaleString('en')} bytes`);
  if (!yes && !(await isAgreed(entries))) {
    console.log('Nothing was removed');
    return;
  }
  await cleanCache(folder, entries);
  console.log(`Removed ${sumOf(entries)}`);
}

/** Asks whoever sits at the terminal. @throws UsageError where nobody does. */
async function isAgreed(entries: readonly CacheEntry[]): Promise<boolean> {
  if (!process.stdin.isTTY)
    throw new UsageError('data clean: nobody is there to ask; --yes removes without asking');
  const terminal = createInterface({ input: process.stdin, output: process.stdout });
  try {
    return /^y(es)?$/i.test((await terminal.question(`Remove ${sumOf(entries)}? [y/N] `)).trim());
  } finally {
    terminal.close();
  }
}

function sumOf(entries: readonly CacheEntry[]): string {
  const bytes = entries.reduce((sum, entry) => sum + entry.bytes, 0);
  return `${entries.length} ${entries.length === 1 ? 'file' : 'files'}, ${bytes.toLocaleString('en')} bytes`;
}
