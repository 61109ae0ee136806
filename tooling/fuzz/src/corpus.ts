/** The inputs that are kept in the repository: a folder a parser, a file an input. */
import { createHash } from 'node:crypto';
import { existsSync, mkdirSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';

/** `corpus` makes much of a parser run; `finds` were once read otherwise than promised. */
export type Kept = 'corpus' | 'finds';

export function readKept(kept: Kept, parser: string): Uint8Array[] {
  return namesOf(kept, parser).map(
    (name) => new Uint8Array(readFileSync(`${folderOf(kept, parser)}/${name}`)),
  );
}

/** Puts these inputs in the place of those that are kept. */
export function replaceKept(kept: Kept, parser: string, inputs: readonly Uint8Array[]): void {
  for (const name of namesOf(kept, parser)) rmSync(`${folderOf(kept, parser)}/${name}`);
  addKept(kept, parser, inputs);
}

export function addKept(kept: Kept, parser: string, inputs: readonly Uint8Array[]): void {
  const folder = folderOf(kept, parser);
  mkdirSync(folder, { recursive: true });
  for (const input of inputs) {
    const name = createHash('sha256').update(input).digest('hex').slice(0, 12);
    writeFileSync(`${folder}/${name}.bin`, input);
  }
}

function namesOf(kept: Kept, parser: string): string[] {
  const folder = folderOf(kept, parser);
  return existsSync(folder) ? readdirSync(folder).sort() : [];
}

function folderOf(kept: Kept, parser: string): string {
  return fileURLToPath(new URL(`../${kept}/${parser}`, import.meta.url));
}
