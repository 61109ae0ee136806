import { readdirSync } from 'node:fs';
import { readFile } from 'node:fs/promises';
import { runExample } from './run-example';
import { readSource } from './source';

const folder = new URL('../', import.meta.url);

/** The names of the chapters' files, in order. */
export const chapters: readonly string[] = readdirSync(folder)
  .filter((name) => /^\d\d-[\w-]+\.md$/.test(name))
  .sort();

/** A block that is written anew: what is between `<!-- source … -->`, `example` or `output`, and `<!-- end -->`. */
const GENERATED = /<!-- (source|example|output) (\S+) -->\n.*?<!-- end -->/gs;

/** A chapter's text as it stands. */
export function readChapter(name: string): Promise<string> {
  return readFile(new URL(name, folder), 'utf8');
}

/**
 * A chapter's text with its blocks written anew: of code from the workspace, of examples, and of what those print.
 * @throws Error where one of them is not there, or an example fails.
 */
export async function fillChapter(text: string): Promise<string> {
  const blocks = [...text.matchAll(GENERATED)];
  const filled = await Promise.all(
    blocks.map(async ([, kind, argument]) => {
      return `<!-- ${kind} ${argument} -->\n\n${await fillBlock(kind, argument)}\n\n<!-- end -->`;
    }),
  );
  return text.replace(GENERATED, () => filled.shift() ?? '');
}

async function fillBlock(kind: string, argument: string): Promise<string> {
  switch (kind) {
    case 'source': {
      const hash = argument.indexOf('#');
      const [path, symbol] = [argument.slice(0, hash), argument.slice(hash + 1)];
      return `From [${path}](../../${path}):\n\n${fence('ts', await readSource(path, symbol))}`;
    }
    case 'example': {
      const code = await readFile(new URL(`examples/${argument}`, folder), 'utf8');
      return `[examples/${argument}](examples/${argument}):\n\n${fence('ts', code.trimEnd())}`;
    }
    default:
      return fence('text', await runExample(argument));
  }
}

function fence(language: string, content: string): string {
  return `\`\`\`${language}\n${content}\n\`\`\``;
}
