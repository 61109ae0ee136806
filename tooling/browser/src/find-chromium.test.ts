import { chmod, mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { delimiter, join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { ChromiumNotFoundError, findChromium } from './find-chromium';

let folder: string;
beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), 'fmnist-find-chromium-'));
});
afterEach(() => rm(folder, { recursive: true, force: true }));

async function program(name: string, script: string): Promise<string> {
  const path = join(folder, name);
  await writeFile(path, `#!/bin/sh\n${script}\n`);
  await chmod(path, 0o755);
  return path;
}

const answersTo = (version: string) => `[ "$1" = --version ] && echo '${version}'`;

describe.skipIf(process.platform === 'win32')('findChromium', () => {
  const linux = { platform: 'linux', architecture: 's390x' } as const;

  it('takes what CHROME_PATH names, whatever the system has', async () => {
    await program('chromium', answersTo('Chromium 1.0'));
    const mine = await program('mine', answersTo('Chromium 2.0'));
    expect(await findChromium({ ...linux, environment: { PATH: folder, CHROME_PATH: mine } })).toEqual({
      executablePath: mine,
      from: 'CHROME_PATH',
      version: 'Chromium 2.0',
      environment: {},
    });
  });

  it('takes no other where what CHROME_PATH names does not run, and says why', async () => {
    await program('chromium', answersTo('Chromium 1.0'));
    const missing = join(folder, 'missing');
    await expect(
      findChromium({ ...linux, environment: { PATH: folder, CHROME_PATH: missing } }),
    ).rejects.toThrow(
      `CHROME_PATH names a Chromium that cannot be used: ${missing} does not run: there is no such file`,
    );
  });

  it('prefers chromium to google-chrome in any folder of PATH', async () => {
    const chrome = await program('google-chrome', answersTo('Google Chrome 9.0'));
    const environment = { PATH: `/nowhere${delimiter}${folder}` };
    expect(await findChromium({ ...linux, environment })).toMatchObject({
      executablePath: chrome,
      from: 'system',
    });
    const chromium = await program('chromium', answersTo('Chromium 1.0'));
    expect(await findChromium({ ...linux, environment })).toMatchObject({ executablePath: chromium });
  });

  it('passes over a stub that has no browser behind it', async () => {
    await program('chromium-browser', 'echo "requires the chromium snap to be installed" >&2; exit 1');
    const chrome = await program('google-chrome', answersTo('Google Chrome 9.0'));
    expect(await findChromium({ ...linux, environment: { PATH: folder } })).toMatchObject({
      executablePath: chrome,
    });
  });

  it('says what was tried and what to install where none runs', async () => {
    const stub = await program('chromium-browser', 'echo "requires the chromium snap" >&2; exit 1');
    const failure = findChromium({ ...linux, environment: { PATH: folder } });
    await expect(failure).rejects.toThrow(ChromiumNotFoundError);
    await expect(failure).rejects.toThrow(`${stub} does not run: requires the chromium snap`);
    await expect(failure).rejects.toThrow('@sparticuz/chromium has none for linux on s390x');
    await expect(failure).rejects.toThrow('apt-get install chromium');
  });
});
