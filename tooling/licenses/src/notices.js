import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';

const LICENSE_FILE = /^(licen[cs]e|notice|copying|copyright)[^/]*$/i;
/** Packages without a text of their own, and whose it is. @type {Readonly<Record<string, string>>} */
const SHARED = { '@next/env': 'next', 'client-only': 'react' };
const RULE = '-'.repeat(80);

/**
 * The licences of packages, one after the other: their own files, word for word.
 * @param {Iterable<string>} folders the packages' folders, each with its package.json
 * @returns {string}
 * @throws Error where a package comes without the text of its licence.
 */
export function noticesOf(folders) {
  const notices = new Map([...folders].map(noticeOf));
  const sorted = [...notices].sort(([a], [b]) => (a < b ? -1 : 1));
  return `${sorted.map(([, text]) => text).join(`\n${RULE}\n\n`)}`;
}

/** @param {string} folder @returns {[string, string]} the package's name and version, and its notice */
function noticeOf(folder) {
  const { name, version, license } = JSON.parse(readFileSync(join(folder, 'package.json'), 'utf8'));
  const texts = readdirSync(folder, { withFileTypes: true })
    .filter((entry) => entry.isFile() && LICENSE_FILE.test(entry.name))
    .map((entry) => readFileSync(join(folder, entry.name), 'utf8').trim());
  if (texts.length === 0 && name in SHARED)
    texts.push(`The licence of ${SHARED[name]}, of which it is a part.`);
  if (texts.length === 0) throw new Error(`${name}@${version} (${license}) has no file with its licence`);
  return [`${name}@${version}`, `${name} ${version}, ${license}\n\n${texts.join('\n\n')}\n`];
}
