import { mkdir, writeFile } from 'node:fs/promises';
import { dirname, resolve } from 'node:path';
import { noticesOf } from './notices.js';

/**
 * Writes the licences of the packages that esbuild, or tsup, puts into a bundle into a file beside it.
 * @param {string} file where to
 * @returns {import('esbuild').Plugin}
 */
export function thirdPartyNotices(file) {
  return {
    name: 'third-party-notices',
    setup(build) {
      build.initialOptions.metafile = true;
      build.onEnd(async ({ metafile }) => {
        if (!metafile) return;
        const inputs = Object.values(metafile.outputs).flatMap((output) => Object.keys(output.inputs));
        const folders = new Set(inputs.map(packageFolder).filter((folder) => folder !== undefined));
        await mkdir(dirname(file), { recursive: true });
        await writeFile(file, noticesOf([...folders].map((folder) => resolve(folder))));
      });
    },
  };
}

/**
 * The folder of the package that a bundled file is from; nothing where it is from none.
 * @param {string} path
 */
function packageFolder(path) {
  return path.match(/^(?:file:)?(.*node_modules\/(?:@[^/]+\/)?[^/]+)\//)?.[1];
}
