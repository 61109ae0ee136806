import { existsSync, readFileSync, realpathSync } from 'node:fs';
import { dirname, join } from 'node:path';

/**
 * The folders of all packages that a package needs when it runs, and those need in turn, but for optional ones. Packages of
 * this workspace are passed through, not listed.
 * @param {string} folder the package's own
 * @returns {ReadonlySet<string>}
 */
export function neededPackages(folder) {
  /** @type {Set<string>} */
  const needed = new Set();
  /** @type {Set<string>} */
  const seen = new Set();
  /** @param {string} from */
  const visit = (from) => {
    if (seen.has(from)) return;
    seen.add(from);
    const { dependencies = {} } = JSON.parse(readFileSync(join(from, 'package.json'), 'utf8'));
    for (const name of Object.keys(dependencies)) visit(folderOf(name, from));
    if (from.includes('node_modules')) needed.add(from);
  };
  visit(realpathSync(folder));
  return needed;
}

/** @param {string} name @param {string} from the folder of who needs it */
function folderOf(name, from) {
  for (let at = from; ; at = dirname(at)) {
    const folder = join(at, 'node_modules', name);
    if (existsSync(join(folder, 'package.json'))) return realpathSync(folder);
    if (at === dirname(at)) throw new Error(`${name}, which ${from} needs, is not installed`);
  }
}
