/**
 * The Chromium inside the npm package `@sparticuz/chromium`: a headless one for Linux on x64, made for AWS Lambda. It
 * comes with the few shared libraries a bare system lacks (NSS, NSPR, expat) and with a font, but unpacks the libraries
 * only where it believes to be on Lambda, and everything straight into the folder for temporary files, where a half
 * unpacked one is taken for a whole one. So a process of its own unpacks it, told to be on Lambda, into a fresh folder,
 * which is then renamed into place.
 */
import { execFile } from 'node:child_process';
import { existsSync } from 'node:fs';
import { mkdir, mkdtemp, readFile, rename, rm, writeFile } from 'node:fs/promises';
import { createRequire } from 'node:module';
import { delimiter, dirname, join } from 'node:path';
import { fileURLToPath, pathToFileURL } from 'node:url';
import { promisify } from 'node:util';

const run = promisify(execFile);

const CACHE = fileURLToPath(new URL('../node_modules/.cache', import.meta.url));

/** What the unpacking process runs; its last line on stderr is why it failed. */
const UNPACK = `
  try {
    const { default: chromium } = await import(process.argv[1]);
    await chromium.executablePath();
  } catch (error) {
    console.error(error.message);
    process.exitCode = 1;
  }`;

/** The package's own points into folders of Lambda. */
const FONTS_CONF = `<?xml version="1.0"?>
<!DOCTYPE fontconfig SYSTEM "fonts.dtd">
<fontconfig>
  <dir>/usr/share/fonts</dir>
  <dir prefix="relative">fonts</dir>
  <cachedir prefix="xdg">fontconfig</cachedir>
</fontconfig>
`;

/** Where the unpacked Chromium is, and the environment variables it runs with on a system without its libraries. */
export interface NpmChromium {
  readonly executablePath: string;
  readonly environment: Readonly<Record<string, string>>;
}

/** Whether the package has a Chromium for this machine. */
export function npmChromiumFits(platform: NodeJS.Platform, architecture: string): boolean {
  return platform === 'linux' && architecture === 'x64';
}

/**
 * Unpacks the package's Chromium (211 MB, about 2 s) into `cache`, where it is not there from before.
 *
 * @param cache by default `node_modules/.cache` of this package
 * @throws Error where the package is not installed, or there is no room.
 */
export async function unpackNpmChromium(
  environment: NodeJS.ProcessEnv,
  cache: string = CACHE,
): Promise<NpmChromium> {
  const entry = createRequire(import.meta.url).resolve('@sparticuz/chromium');
  const { version } = JSON.parse(await readFile(join(dirname(entry), '..', 'package.json'), 'utf8')) as {
    version: string;
  };
  const folder = join(cache, `chromium-${version}`);
  if (!existsSync(folder)) await unpack(pathToFileURL(entry).href, environment, cache, folder);
  const libraries = join(folder, 'al2023', 'lib');
  return {
    executablePath: join(folder, 'chromium'),
    environment: {
      LD_LIBRARY_PATH: [libraries, environment.LD_LIBRARY_PATH].filter(Boolean).join(delimiter),
      FONTCONFIG_PATH: environment.FONTCONFIG_PATH ?? join(folder, 'fonts'),
    },
  };
}

async function unpack(
  packageUrl: string,
  environment: NodeJS.ProcessEnv,
  cache: string,
  folder: string,
): Promise<void> {
  await mkdir(cache, { recursive: true });
  const fresh = await mkdtemp(join(cache, 'unpacking-'));
  try {
    await run(process.execPath, ['--input-type=module', '-e', UNPACK, packageUrl], {
      env: { ...environment, TMPDIR: fresh, AWS_EXECUTION_ENV: 'AWS_Lambda_nodejs22.x' },
    });
    await writeFile(join(fresh, 'fonts', 'fonts.conf'), FONTS_CONF);
    await rename(fresh, folder);
  } catch (error) {
    // Another process may have been faster: its folder is as good.
    if (!existsSync(folder)) throw error;
  } finally {
    await rm(fresh, { recursive: true, force: true });
  }
}
