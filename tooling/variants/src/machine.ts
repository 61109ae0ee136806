import { execFile } from 'node:child_process';
import { existsSync, mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { createRequire } from 'node:module';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import type { Capabilities } from '@fmnist/core';
import { z } from 'zod';
import { writeNodeProgram } from './node-program';
import type { Variant } from './variant';

/** What became of a package's tests. */
export interface Outcome {
  readonly passed: number;
  readonly failed: number;
  readonly skipped: number;
  readonly exitCode: number;
  readonly seconds: number;
  /** What failed, tests and files that could not be run, with what was said of it. */
  readonly failures: readonly string[];
}

/** Milliseconds that a test may take where nothing else is said: the plain kernels are much slower than those with SIMD. */
const TEST_TIMEOUT = 1_200_000;

const report = z.object({
  numPassedTests: z.number(),
  numFailedTests: z.number(),
  numPendingTests: z.number(),
  testResults: z.array(
    z.object({
      name: z.string(),
      status: z.string(),
      message: z.string(),
      assertionResults: z.array(
        z.object({ fullName: z.string(), status: z.string(), failureMessages: z.array(z.string()) }),
      ),
    }),
  ),
});

const capabilities = z.object({
  simd: z.boolean(),
  relaxedSimd: z.boolean(),
  threads: z.boolean(),
  cores: z.number(),
});

const vitest = join(dirname(createRequire(import.meta.url).resolve('vitest/package.json')), 'vitest.mjs');
const here = fileURLToPath(new URL('.', import.meta.url));

/** A variant made real: runs programs in it. */
export class Machine implements Disposable {
  readonly #folder = mkdtempSync(join(tmpdir(), 'fmnist-variant-'));
  readonly #node: ReturnType<typeof writeNodeProgram>;

  constructor(variant: Variant) {
    this.#node = writeNodeProgram(variant, this.#folder);
  }

  /** What core finds there, in a program that a program started. @throws where none can be started */
  async capabilities(): Promise<Capabilities> {
    const ask = "import('@fmnist/core').then((core) => console.log(JSON.stringify(core.capabilities())))";
    const start = `require('child_process').spawnSync(process.execPath, ['-e', ${JSON.stringify(ask)}], { stdio: 'inherit' })`;
    const { stdout, stderr } = await this.#run(['-e', start], here);
    if (stdout === '') throw new Error(stderr);
    return capabilities.parse(JSON.parse(stdout));
  }

  /**
   * Runs a package's tests.
   * @param files those whose paths contain one of these; all, where there are none
   */
  async test(packageFolder: string, files: readonly string[] = []): Promise<Outcome> {
    const output = join(this.#folder, 'report.json');
    rmSync(output, { force: true });
    const begin = performance.now();
    const { exitCode, stderr } = await this.#run(
      [
        ...[vitest, 'run', ...files, '--reporter', 'json', '--outputFile.json', output],
        ...['--testTimeout', String(TEST_TIMEOUT), '--hookTimeout', String(TEST_TIMEOUT)],
      ],
      packageFolder,
    );
    const seconds = Math.round((performance.now() - begin) / 1000);
    const counts = existsSync(output)
      ? readReport(output)
      : { passed: 0, failed: 0, skipped: 0, failures: [] };
    const isExplained = exitCode === 0 || counts.failures.length > 0;
    return { ...counts, failures: isExplained ? counts.failures : [stderr], exitCode, seconds };
  }

  [Symbol.dispose](): void {
    rmSync(this.#folder, { recursive: true, force: true });
  }

  #run(args: readonly string[], cwd: string): Promise<{ exitCode: number; stdout: string; stderr: string }> {
    const { program, env } = this.#node;
    return new Promise((resolve) => {
      execFile(program, args, { cwd, env, maxBuffer: Infinity }, (error, stdout, stderr) => {
        const exitCode = error === null ? 0 : typeof error.code === 'number' ? error.code : 1;
        resolve({ exitCode, stdout, stderr });
      });
    });
  }
}

function readReport(path: string): Omit<Outcome, 'exitCode' | 'seconds'> {
  const { numPassedTests, numFailedTests, numPendingTests, testResults } = report.parse(
    JSON.parse(readFileSync(path, 'utf8')),
  );
  const failures = testResults
    .filter(({ status }) => status === 'failed')
    .flatMap(({ name, message, assertionResults }) => [
      ...(message === '' ? [] : [`${name}: ${message}`]),
      ...assertionResults
        .filter(({ status }) => status === 'failed')
        .map(
          ({ fullName, failureMessages }) => `${fullName}\n${withoutLibraries(failureMessages.join('\n'))}`,
        ),
    ]);
  return { passed: numPassedTests, failed: numFailedTests, skipped: numPendingTests, failures };
}

/** What a test said, without the lines of its stack that are in packages of others. */
function withoutLibraries(message: string): string {
  return message
    .split('\n')
    .filter((line) => !line.includes('/node_modules/'))
    .join('\n');
}
