import type { CodeBlock } from './code-blocks';

/** Blocks by the section that they stand in, in order, with a name for each section. */
export function sectionsOf(blocks: readonly CodeBlock[]): Map<string, CodeBlock[]> {
  const sections = new Map<string, CodeBlock[]>();
  for (const block of blocks) {
    const name = `${block.file}${block.section && `: ${block.section}`}`;
    sections.set(name, [...(sections.get(name) ?? []), block]);
  }
  return sections;
}
