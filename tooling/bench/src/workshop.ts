import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { build } from 'esbuild';
import { JsonObject } from './json-object';
import { lastLine, runCommand } from './run-command';

/** Where the children's programs are and what they work on. */
export interface Workshop {
  /** The folder with the data and the trained model. It is removed when the process ends. */
  readonly folder: string;
  /** The children's entries, as plain JavaScript that Node runs without a loader. */
  readonly entries: Readonly<Record<Entry, string>>;
}

export const entryNames = ['child', 'startup', 'prepare'] as const;
export type Entry = (typeof entryNames)[number];

const PREPARE_TIMEOUT_MS = 300_000;

/** Makes an empty folder and the children's programs. */
export async function openWorkshop(): Promise<Workshop> {
  const folder = mkdtempSync(join(tmpdir(), 'fmnist-bench-'));
  process.once('exit', () => rmSync(folder, { recursive: true, force: true }));
  return { folder, entries: await buildEntries() };
}

/**
 * Fills the folder.
 * @returns where the data came from, and how good the model is that the predictions are made with
 */
export async function prepareFolder(
  { folder, entries }: Workshop,
  threads: number,
): Promise<{ source: string; accuracy: number }> {
  const command = { program: process.execPath, args: [entries.prepare, folder, String(threads)] };
  const { stdout } = await runCommand(command, PREPARE_TIMEOUT_MS);
  const json = JsonObject.parse(lastLine(stdout), 'The answer');
  return { source: json.string('source'), accuracy: json.number('accuracy') };
}

/**
 * Turns the children's TypeScript into JavaScript, so that neither their start nor their memory has a loader in it.
 * Libraries stay where they are installed; each is in a chunk of its own, so that a child loads only its contender's.
 */
async function buildEntries(): Promise<Record<Entry, string>> {
  const outdir = fileURLToPath(new URL('../dist/children/', import.meta.url));
  const entry = (name: Entry) => fileURLToPath(new URL(`child/${name}.ts`, import.meta.url));
  await build({
    entryPoints: entryNames.map(entry),
    outdir,
    bundle: true,
    splitting: true,
    packages: 'external',
    platform: 'node',
    format: 'esm',
    outExtension: { '.js': '.mjs' },
    logLevel: 'error',
  });
  const built = (name: Entry) => join(outdir, `${name}.mjs`);
  return { child: built('child'), startup: built('startup'), prepare: built('prepare') };
}
