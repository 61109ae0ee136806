import { mkdirSync, mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { build } from 'esbuild';
import { JsonObject } from './json-object';
import { lastLine, runCommand } from './run-command';

/** Where the children's programs are and what they work on. */
export interface Workshop {
  /** The folder with the data and the trained model. */
  readonly folder: string;
  /** The children's entries, as plain JavaScript that Node runs without a loader. */
  readonly entries: Readonly<Record<Entry, string>>;
  /** Removes both. It is also done when the process ends. */
  close(): void;
}

export const entryNames = [
  'child',
  'startup',
  'prepare',
  'cores',
  'tell-peak',
  'load',
  'soak-load',
  'soak-trainings',
  'tensorflow-server',
] as const;
export type Entry = (typeof entryNames)[number];

const PREPARE_TIMEOUT_MS = 300_000;

/** Makes an empty folder and the children's programs. */
export async function openWorkshop(): Promise<Workshop> {
  const folder = mkdtempSync(join(tmpdir(), 'fmnist-bench-'));
  // Beside the packages that they import, and not where a bench or a test that runs meanwhile has its own.
  const dist = fileURLToPath(new URL('../dist/', import.meta.url));
  mkdirSync(dist, { recursive: true });
  const children = mkdtempSync(join(dist, 'children-'));
  const close = () => {
    for (const path of [folder, children]) rmSync(path, { recursive: true, force: true });
  };
  process.once('exit', close);
  return { folder, entries: await buildEntries(children), close };
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
async function buildEntries(outdir: string): Promise<Record<Entry, string>> {
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
  return {
    child: built('child'),
    startup: built('startup'),
    prepare: built('prepare'),
    cores: built('cores'),
    'tell-peak': built('tell-peak'),
    load: built('load'),
    'soak-load': built('soak-load'),
    'soak-trainings': built('soak-trainings'),
    'tensorflow-server': built('tensorflow-server'),
  };
}
