import { mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { z } from 'zod';

const mutant = z.object({
  id: z.string(),
  /** The source, from the package's folder. */
  file: z.string(),
  line: z.number(),
  /** The kind of change, and what stands there instead. */
  kind: z.string(),
  replacement: z.string(),
  /** The test that fails on it, where there is one. */
  killedBy: z.string().optional(),
  /** Whether a test runs it. What runs as a module is loaded cannot be switched, and is not counted. */
  reached: z.enum(['by tests', 'on loading', 'never']),
});

/** One change to the sources, and what became of it. */
export type Mutant = z.infer<typeof mutant>;

const folder = () => {
  const path = process.env.FMNIST_MUTANTS;
  if (path === undefined) throw new Error('FMNIST_MUTANTS is not set: start this with pnpm mutate');
  return path;
};
const read = (name: string): unknown => JSON.parse(readFileSync(join(folder(), name), 'utf8'));
const write = (name: string, content: unknown) => {
  const path = join(folder(), name);
  mkdirSync(dirname(path), { recursive: true });
  writeFileSync(path, JSON.stringify(content, undefined, 1));
};

export const readMutants = (): Mutant[] => z.array(mutant).parse(read('mutants.json'));
export const writeMutants = (mutants: readonly Mutant[]): void => write('mutants.json', mutants);

/** Sources with all their mutants in, each of which can be switched on, by their full paths. */
export const readInstrumented = (): Map<string, string> =>
  new Map(z.array(z.tuple([z.string(), z.string()])).parse(read('instrumented.json')));
export const writeInstrumented = (sources: ReadonlyMap<string, string>): void =>
  write('instrumented.json', [...sources]);
