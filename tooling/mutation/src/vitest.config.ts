import { readFileSync } from 'node:fs';
import { resolve } from 'node:path';
import { fileURLToPath } from 'node:url';
import { defineConfig } from 'vitest/config';
import { BaseSequencer, type TestSpecification } from 'vitest/node';
import { z } from 'zod';
import { readInstrumented } from './report';

const here = (path: string) => fileURLToPath(new URL(path, import.meta.url));
const { name, exports } = z
  .object({ name: z.string(), exports: z.record(z.string(), z.unknown()) })
  .parse(JSON.parse(readFileSync('package.json', 'utf8')));
const instrumented = readInstrumented();

/** The sooner a mutant is found, the fewer tests are run on it: those that take long come last. */
class ShortestFirst extends BaseSequencer {
  override async sort(files: TestSpecification[]): Promise<TestSpecification[]> {
    return (await super.sort(files)).reverse();
  }
}

/** How the tests of the package in the working directory run on mutants: all in one thread, on sources with mutants in. */
export default defineConfig({
  plugins: [{ name: 'mutants', enforce: 'pre', load: (id) => instrumented.get(id) }],
  resolve: {
    alias: Object.keys(exports).map((entry) => ({
      find: new RegExp(`^${name}${entry.slice(1)}$`),
      replacement: resolve('src', `${entry === '.' ? 'index' : entry.slice(2)}.ts`),
    })),
  },
  test: {
    include: ['src/**/*.test.ts', 'test/**/*.test.ts'],
    exclude: ['**/threads.test.ts', '**/capabilities.test.ts'],
    setupFiles: [here('one-thread.ts')],
    runner: here('mutation-runner.ts'),
    sequence: { sequencer: ShortestFirst },
    pool: 'threads',
    maxWorkers: 1,
    isolate: false,
    disableConsoleIntercept: true,
    testTimeout: 120_000,
  },
});
