import { existsSync } from 'node:fs';
import { npmChromiumFits, unpackNpmChromium } from './npm-chromium';
import { reasonOf } from './reason-of';
import { systemChromiumPaths } from './system-chromium';
import { versionOf } from './version-of';

/** A Chromium that runs on this machine. */
export interface FoundChromium {
  readonly executablePath: string;
  readonly from: 'CHROME_PATH' | 'system' | 'npm';
  /** What `--version` says, as `Chromium 153.0.8010.0`. Not known on Windows, where asking opens a window. */
  readonly version: string | undefined;
  /** Environment variables it must be started with, beside those of this process. */
  readonly environment: Readonly<Record<string, string>>;
}

/** Where to look; by default what this process runs on. */
export interface FindOptions {
  environment?: NodeJS.ProcessEnv;
  platform?: NodeJS.Platform;
  architecture?: string;
}

/** There is no Chromium that runs: the message lists what was tried and says what to do. */
export class ChromiumNotFoundError extends Error {
  override name = 'ChromiumNotFoundError';
}

/**
 * The Chromium for tests: the one `CHROME_PATH` names, else one on the system, else the one inside the npm package
 * `@sparticuz/chromium`. Each is started with `--version` first, so that what is returned runs.
 *
 * @throws ChromiumNotFoundError where none runs, or the one `CHROME_PATH` names does not.
 *
 * @example
 * const { executablePath } = await findChromium(); // '/usr/bin/chromium'
 */
export async function findChromium(options: FindOptions = {}): Promise<FoundChromium> {
  const { environment = process.env, platform = process.platform, architecture = process.arch } = options;
  const tried: string[] = [];

  const check = async (
    executablePath: string,
    from: FoundChromium['from'],
    own: FoundChromium['environment'] = {},
  ): Promise<FoundChromium | undefined> => {
    const found = { executablePath, from, environment: own };
    if (platform === 'win32' && existsSync(executablePath)) return { ...found, version: undefined };
    const answer = await versionOf(executablePath, { ...environment, ...own });
    if (answer.runs) return { ...found, version: answer.version };
    tried.push(`${executablePath} does not run: ${answer.reason.replace(`${executablePath}: `, '')}`);
    return undefined;
  };

  if (environment.CHROME_PATH) {
    const found = await check(environment.CHROME_PATH, 'CHROME_PATH');
    if (found) return found;
    throw new ChromiumNotFoundError(
      `CHROME_PATH names a Chromium that cannot be used: ${tried[0]}. Correct it, or unset it to let one be found`,
    );
  }

  for (const path of systemChromiumPaths(platform, environment).filter((path) => existsSync(path))) {
    const found = await check(path, 'system');
    if (found) return found;
  }

  if (npmChromiumFits(platform, architecture)) {
    try {
      const { executablePath, environment: own } = await unpackNpmChromium(environment);
      // The system's own libraries first: the package's are built for a newer C library than an old system has.
      const found = (await check(executablePath, 'npm')) ?? (await check(executablePath, 'npm', own));
      if (found) return found;
    } catch (error) {
      tried.push(`@sparticuz/chromium cannot be unpacked: ${reasonOf(error)}`);
    }
  } else {
    tried.push(`@sparticuz/chromium has none for ${platform} on ${architecture}, only for linux on x64`);
  }

  throw new ChromiumNotFoundError(
    [
      'No Chromium for the tests runs on this machine:',
      ...[...new Set(tried)].map((reason) => `  - ${reason}`),
      platform === 'linux'
        ? 'Install one (Debian and Ubuntu: apt-get install chromium; for the one of the npm package alone: apt-get ' +
          'install libnss3 libexpat1), or set CHROME_PATH to the program of a Chromium or Chrome'
        : 'Install Chrome, or set CHROME_PATH to the program of a Chromium or Chrome',
    ].join('\n'),
  );
}
