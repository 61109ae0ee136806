import { execFile } from 'node:child_process';
import { existsSync, mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { createRequire } from 'node:module';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { findChromium, launchChromium, serve } from '@fmnist/browser';
import type { Capabilities } from '@fmnist/core';
import { z } from 'zod';
import { writePrograms } from './programs';
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

const { resolve: fileOf } = createRequire(import.meta.url);
const vitest = join(dirname(fileOf('vitest/package.json')), 'vitest.mjs');
const coreFolder = `${dirname(fileOf('@fmnist/core'))}/`;
const here = fileURLToPath(new URL('.', import.meta.url));

/** A variant made real: runs programs in it. */
export class Machine implements Disposable {
  readonly #folder: string;
  readonly #node: string;
  readonly #env: NodeJS.ProcessEnv;

  private constructor(folder: string, { node, env }: ReturnType<typeof writePrograms>) {
    this.#folder = folder;
    this.#node = node;
    this.#env = env;
  }

  /** Makes a variant of this machine. @throws ChromiumNotFoundError where it has none that runs */
  static async of(variant: Variant): Promise<Machine> {
    const chromium = await findChromium();
    const folder = mkdtempSync(join(tmpdir(), 'fmnist-variant-'));
    return new Machine(folder, writePrograms(variant, folder, chromium));
  }

  /** What core finds there in Node, in a program that a program started. @throws Error where none can be started */
  async capabilities(): Promise<Capabilities> {
    const ask = "import('@fmnist/core').then((core) => console.log(JSON.stringify(core.capabilities())))";
    const start = `require('child_process').spawnSync(process.execPath, ['-e', ${JSON.stringify(ask)}], { stdio: 'inherit' })`;
    const { stdout, stderr } = await this.#run(['-e', start], here);
    if (stdout === '') throw new Error(stderr);
    return capabilities.parse(JSON.parse(stdout));
  }

  /** What core finds there in a page whose server asks that it be cross-origin isolated. */
  async capabilitiesInPage(): Promise<Capabilities> {
    const server = await serve({
      isolated: true,
      routes: { '/index.html': { content: '<!doctype html>' }, '/core/': { folder: coreFolder } },
    });
    const chromium = await launchChromium({ found: await findChromium({ environment: this.#env }) });
    try {
      const page = await chromium.browser.newPage();
      await page.goto(`${server.url}/`);
      const ask = "import('/core/index.js').then((core) => core.capabilities())";
      return capabilities.parse(await page.evaluate(ask));
    } finally {
      await chromium.close();
      await server.close();
    }
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
    return new Promise((resolve) => {
      execFile(this.#node, args, { cwd, env: this.#env, maxBuffer: Infinity }, (error, stdout, stderr) => {
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
