import { readFileSync } from 'node:fs';
import type { Code, Heading, RootContent } from 'mdast';
import { fromMarkdown } from 'mdast-util-from-markdown';
import { globSync } from 'tinyglobby';
import { workspace } from './workspace';

/** A block of code in a document. */
export interface CodeBlock {
  /** The document, from the root of the workspace. */
  readonly file: string;
  readonly line: number;
  /** The heading of second order that it stands below; blocks of a section build on each other. */
  readonly section: string;
  /** What it is written in: the first word behind the backticks. */
  readonly language: string;
  /** The second word: nothing where it is run. */
  readonly kind: string;
  readonly code: string;
}

/** The documents whose blocks are looked at. Chapters of the course have a test of their own, and so have model cards. */
export const documents: readonly string[] = globSync(
  [
    '*.md',
    'docs/*.md',
    'docs/learn/README.md',
    '{packages,apps,tooling}/*/README.md',
    'examples/**/README.md',
  ],
  { cwd: workspace, ignore: ['**/node_modules/**'] },
).sort();

/** All blocks of all documents, in order. */
export function readCodeBlocks(): CodeBlock[] {
  return documents.flatMap((file) => {
    let section = '';
    return fromMarkdown(readFileSync(workspace + file, 'utf8')).children.flatMap((node) => {
      if (node.type === 'heading' && node.depth === 2) section = textOf(node);
      return codeIn(node).map((code) => ({
        file,
        line: code.position?.start.line ?? 0,
        section,
        language: code.lang ?? '',
        kind: code.meta ?? '',
        code: code.value,
      }));
    });
  });
}

/** Where a block stands, for names and messages. */
export function placeOf({ file, line }: CodeBlock): string {
  return `${file}:${line}`;
}

function codeIn(node: RootContent): Code[] {
  if (node.type === 'code') return [node];
  return 'children' in node ? node.children.flatMap(codeIn) : [];
}

function textOf({ children }: Heading): string {
  return children.map((child) => ('value' in child ? child.value : '')).join('');
}
