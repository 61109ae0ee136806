import { execFile } from 'node:child_process';
import { promisify } from 'node:util';
import { reasonOf } from './reason-of';

const run = promisify(execFile);

/** What a Chromium says of itself, or why it does not run: a missing library, a stub without a browser behind it. */
export type VersionAnswer =
  | { readonly runs: true; readonly version: string }
  | { readonly runs: false; readonly reason: string };

/** Starts a Chromium with `--version`: the cheapest way to learn that it runs at all. */
export async function versionOf(
  executablePath: string,
  environment: NodeJS.ProcessEnv,
): Promise<VersionAnswer> {
  try {
    const { stdout } = await run(executablePath, ['--version'], { env: environment, timeout: 30_000 });
    const version = stdout.trim();
    return /\d+\.\d+/.test(version)
      ? { runs: true, version }
      : { runs: false, reason: `it answers --version with ${JSON.stringify(version.slice(0, 80))}` };
  } catch (error) {
    return { runs: false, reason: reasonOf(error) };
  }
}
