import { writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { capabilities } from '@fmnist/core';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { type CodeBlock, placeOf, readCodeBlocks } from '../src/code-blocks';
import { scriptOf, sessionSteps } from '../src/commands';
import { outputPattern } from '../src/output-pattern';
import { joinPrograms } from '../src/program';
import { Scratch } from '../src/scratch';
import { sectionsOf } from '../src/sections';

const SERVER = /^pnpm --filter (api|web) start\b/;

const { simd, threads, cores } = capabilities();
/** Whether this is a machine as the documents have it. */
const lacksNothing = simd && threads && cores > 1;

const runnable = readCodeBlocks().filter(
  ({ language, kind }) => kind === '' && ['ts', 'sh', 'console'].includes(language),
);

describe.each([...sectionsOf(runnable)])('%s', (_, blocks) => {
  const text = blocks.map(({ code }) => code).join('\n');
  const programs = blocks.filter(({ language }) => language === 'ts');
  let scratch: Scratch;
  beforeAll(async () => {
    scratch = await Scratch.create(text);
    if (/:8080\b/.test(text) && !blocks.some((block) => SERVER.test(scriptOf(block)))) {
      await scratch.serve('pnpm --filter api start');
    }
  });
  afterAll(() => scratch.remove());

  if (programs.length > 0) {
    it(`the program runs (${programs.map(placeOf).join(', ')})`, async ({ skip }) => {
      const program = joinPrograms(programs.map(({ code }) => code));
      skip(!simd && program.includes('new Predictor('), 'a Predictor without a fallback refuses');
      await writeFile(join(scratch.folder, 'program.ts'), scratch.addressed(program));
      const { code, output } = await scratch.run('"$TSX" program.ts');
      expect(code, output).toBe(0);
    });
  }

  it.each(
    blocks.filter(({ language }) => language === 'sh').map((block) => [placeOf(block), block] as const),
  )('%s runs', async (_place, block) => {
    if (SERVER.test(block.code)) {
      await scratch.serve(block.code);
      return;
    }
    const { code, output } = await scratch.run(block.code);
    expect(code, output).toBe(0);
  });

  it.for(stepsOf(blocks))('%s: %s', async ([_place, command, shown], { skip }) => {
    skip(!lacksNothing && command === 'pnpm fmnist doctor', 'doctor tells what this machine lacks');
    if (SERVER.test(command)) {
      const output = await scratch.serve(command);
      if (shown) expect(output).toMatch(outputPattern(shown));
      return;
    }
    const { output } = await scratch.run(command);
    if (shown) expect(`${output.trimEnd()}\n`).toMatch(outputPattern(shown));
  });
});

/** The commands of sessions, each with where it stands and what it is shown to print. */
function stepsOf(blocks: readonly CodeBlock[]): [place: string, command: string, shown: string][] {
  return blocks
    .filter(({ language }) => language === 'console')
    .flatMap((block) =>
      sessionSteps(block).map(({ command, output }): [string, string, string] => [
        placeOf(block),
        command,
        output,
      ]),
    );
}
