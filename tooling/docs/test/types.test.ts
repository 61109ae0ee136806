import { execFile } from 'node:child_process';
import { writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { expect, it } from 'vitest';
import { placeOf, readCodeBlocks } from '../src/code-blocks';
import { joinPrograms } from '../src/program';
import { Scratch } from '../src/scratch';
import { sectionsOf } from '../src/sections';

const tsc = fileURLToPath(new URL('../node_modules/typescript/bin/tsc', import.meta.url));
const compilerOptions = {
  strict: true,
  noEmit: true,
  skipLibCheck: true,
  target: 'ES2022',
  module: 'ESNext',
  moduleResolution: 'Bundler',
  lib: ['ES2023', 'DOM'],
  types: ['node'],
};

it('the types of all programs are right', async () => {
  const scratch = await Scratch.create('');
  try {
    const programs = [...sectionsOf(readCodeBlocks().filter(({ language }) => language === 'ts')).values()];
    expect(programs.length).toBeGreaterThan(5);
    for (const blocks of programs) {
      const name = placeOf(blocks[0]).replace(/[^\w-]+/g, '-');
      await writeFile(join(scratch.folder, `${name}.ts`), joinPrograms(blocks.map(({ code }) => code)));
    }
    await writeFile(
      join(scratch.folder, 'tsconfig.json'),
      JSON.stringify({ compilerOptions, include: ['*.ts'] }),
    );
    const complaints = await new Promise<string>((resolve) => {
      execFile(process.execPath, [tsc, '-p', scratch.folder], (_, stdout) => resolve(stdout));
    });
    expect(complaints).toBe('');
  } finally {
    await scratch.remove();
  }
});
