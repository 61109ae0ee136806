import { spawnSync } from 'node:child_process';
import { existsSync, readFileSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { fileURLToPath } from 'node:url';
import { Instrumenter } from '@stryker-mutator/instrumenter';
import { globSync } from 'tinyglobby';
import { type Mutant, readMutants, writeInstrumented, writeMutants } from './report';

const here = (path: string) => fileURLToPath(new URL(path, import.meta.url));
const NOT_MUTATED = ['**/*.test.ts', '**/*.generated.ts', '**/assembly/**', '**/index.ts'];

/**
 * `pnpm mutate core layers losses`: puts mutants into folders of a package's sources, runs its tests on them, and lists
 * those that no test fails on.
 */
async function main([name, ...folders]: string[]): Promise<void> {
  const directory = here(`../../../packages/${name}`);
  if (!existsSync(directory) || folders.length === 0) {
    throw new Error('Say which package, and which folders of its sources: pnpm mutate core layers losses');
  }
  process.chdir(directory);
  process.env.FMNIST_MUTANTS = here(`../reports/${name}/${folders.join('-')}`);
  const files = await instrument(folders.map((folder) => `src/${folder}/**/*.ts`));
  const options = ['--run', '--config', here('vitest.config.ts'), '--reporter', 'dot'];
  // The kernels' own tests take longest, and reach nothing but kernels.
  if (!folders.some((folder) => folder.startsWith('kernels'))) options.push('--exclude', 'src/kernels/**');
  const { status } = spawnSync('vitest', ['related', ...files, ...options], { stdio: 'inherit' });
  if (status !== 0) throw new Error('The tests fail, mutants or not');
  const mutants = readMutants().filter(({ reached }) => reached !== 'on loading');
  for (const mutant of mutants.filter(isAlive)) console.log(describeMutant(mutant));
  for (const folder of folders) {
    report(
      folder,
      mutants.filter(({ file }) => file.startsWith(join('src', folder, '/'))),
    );
  }
  if (folders.length > 1) report('together', mutants);
}

/** @returns the files that mutants were put into */
async function instrument(patterns: string[]): Promise<string[]> {
  const files = globSync(patterns, { ignore: NOT_MUTATED }).sort();
  const quiet = () => {};
  const log = { trace: quiet, debug: quiet, info: quiet, warn: quiet, error: quiet, fatal: quiet };
  const silent = { isTraceEnabled: () => false, isDebugEnabled: () => false, isInfoEnabled: () => false };
  const levels = { isWarnEnabled: () => false, isErrorEnabled: () => false, isFatalEnabled: () => false };
  const instrumenter = new Instrumenter({ ...log, ...silent, ...levels });
  const result = await instrumenter.instrument(
    files.map((file) => ({ name: resolve(file), content: readFileSync(file, 'utf8'), mutate: true })),
    { plugins: null, ignorers: [], excludedMutations: [] },
  );
  writeInstrumented(new Map(result.files.map(({ name, content }) => [name, content])));
  writeMutants(
    result.mutants
      .filter(({ status }) => status !== 'Ignored')
      .map(({ id, fileName, location, mutatorName, replacement }) => ({
        id,
        file: fileName.slice(process.cwd().length + 1),
        line: location.start.line + 1,
        kind: mutatorName,
        replacement: replacement ?? '',
        reached: 'never',
      })),
  );
  return files;
}

const isAlive = ({ killedBy }: Mutant) => killedBy === undefined;

function report(name: string, mutants: readonly Mutant[]): void {
  const noticed = mutants.length - mutants.filter(isAlive).length;
  const share = ((100 * noticed) / mutants.length).toFixed(1);
  console.log(`${name}: ${noticed} of ${mutants.length} mutants are noticed, ${share}%`);
}

const describeMutant = ({ file, line, kind, replacement, reached }: Mutant) =>
  `${file}:${line} ${kind}${reached === 'never' ? ', never run' : ''}: ${readFileSync(file, 'utf8').split('\n')[line - 1].trim()} → ${replacement.replace(/\s+/g, ' ').slice(0, 100)}`;

await main(process.argv.slice(2));
