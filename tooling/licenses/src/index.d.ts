import type { Plugin } from 'esbuild';

/** Writes the licences of the packages that esbuild, or tsup, puts into a bundle into a file. */
export function thirdPartyNotices(file: string): Plugin;

/** The folders of all packages that the one in a folder needs when it runs, and those need in turn. */
export function neededPackages(folder: string): ReadonlySet<string>;

/** The licences of packages, word for word. @throws Error where one comes without the text of its licence. */
export function noticesOf(folders: Iterable<string>): string;
