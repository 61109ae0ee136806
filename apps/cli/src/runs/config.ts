/** A run's `config.json`: everything that decides its weights, so that it can go on, be repeated, and be compared. */
import { join } from 'node:path';
import { UserError } from '@fmnist/core';
import { writeFileAtomically } from '@fmnist/core/node';
import { recipeSchema } from '@fmnist/models';
import * as z from 'zod';
import { CONFIG_FILE } from '../paths';
import { parseJsonAs, readTextIfThere } from './read-json';

export const CONFIG_FORMAT_VERSION = 2;

const sha256 = z.string().regex(/^[0-9a-f]{64}$/, 'must be a SHA-256 in hexadecimal');
const pictures = z.object({
  /** How many there are. */
  count: z.int().min(1),
  /** Of the pixels, one byte each, picture by picture. */
  imagesSha256: sha256,
  /** Of the classes, one byte each. */
  labelsSha256: sha256,
});

const runConfig = z.object({
  formatVersion: z.literal(CONFIG_FORMAT_VERSION),
  /** The version of the command line that began the run. */
  fmnist: z.string(),
  /** The recipe with everything the flags changed in it: `readRecipe` makes it one to train with. */
  recipe: recipeSchema,
  /** The flags the run was begun with, by name, as they were understood; without those that were left out. */
  flags: z.record(z.string(), z.union([z.string(), z.number(), z.boolean(), z.array(z.number())])),
  /** What it was trained and tested on, before anything was held back. */
  data: z.object({
    /** Where it came from: the name of a source or a folder. */
    source: z.string(),
    classNames: z.array(z.string()),
    train: pictures,
    test: pictures,
  }),
  /** The file of `--init-from`. */
  initFrom: z.object({ file: z.string(), sha256 }).optional(),
  /** Where and when it ran: this decides nothing. */
  environment: z.object({
    startedAt: z.iso.datetime(),
    node: z.string(),
    platform: z.string(),
    architecture: z.string(),
    cpu: z.string(),
    cores: z.int(),
    /** As asked for: a number or `auto`. `result.json` says how many there were. */
    threads: z.union([z.int(), z.literal('auto')]),
  }),
});

export type RunConfig = z.infer<typeof runConfig>;
export type RunFlags = RunConfig['flags'];
export type RunData = RunConfig['data'];
export type RunEnvironment = RunConfig['environment'];

/** Writes a run's `config.json`, whole or not at all. @throws UserError where it cannot be written. */
export async function writeRunConfig(folder: string, config: RunConfig): Promise<void> {
  await writeFileAtomically(join(folder, CONFIG_FILE), `${JSON.stringify(config, null, 2)}\n`);
}

/**
 * A run's configuration, from its `config.json` wherever that lies.
 * @returns nothing where there is no such file
 * @throws UserError where it is damaged, or of a version this program does not read.
 */
export function readRunConfig(path: string): RunConfig | undefined {
  const text = readTextIfThere(path);
  if (text === undefined) return undefined;
  const { formatVersion } = parseJsonAs(text, z.object({ formatVersion: z.int() }), path);
  if (formatVersion > CONFIG_FORMAT_VERSION) {
    throw new UserError(
      `${path} has format version ${formatVersion}, newer than ${CONFIG_FORMAT_VERSION}, the newest this program reads: update it`,
    );
  }
  if (formatVersion < CONFIG_FORMAT_VERSION) {
    throw new UserError(
      `${path} has format version ${formatVersion}, which says too little to repeat the run: train anew with the flags in it`,
    );
  }
  return parseJsonAs(text, runConfig, path);
}
