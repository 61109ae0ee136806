import { existsSync } from 'node:fs';
import { writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { loadFashionMnist } from '@fmnist/data/node';
import sharp from 'sharp';
import { measureRounds } from '../measure';
import { type Command, runCommand } from '../run-command';
import { median } from '../statistics';
import { timeoutMs } from './assignments';
import type { BenchContext, Job } from './job';
import { formatNumber, formatRatio, formatSpread, toRows } from './rows';

const main = fileURLToPath(new URL('../../../../apps/cli/dist/main.js', import.meta.url));
/** The edge of the larger picture, in pixels. */
const LARGE = 200;
const SIDE = 28;

export const commandsJob: Job = {
  name: 'commands',
  async run(context) {
    if (!existsSync(main)) throw new Error('the command line is not built: run pnpm build first');
    const commands = commandsOn(await writePictures(context));
    const outcomes = await measureRounds(
      commands.map(({ name, args }) => ({ id: name, run: () => millisecondsOf(args, context) })),
      context.rounds,
      (line) => context.log(`commands, ${line}`),
    );
    const entries = commands.map(({ name }, index) => {
      const { failure, ...outcome } = outcomes[index];
      return { id: name, name, ...outcome, ...(failure !== undefined && { reason: failure }) };
    });
    const [bare] = entries.map(({ results }) => (results.length > 0 ? median(results) : undefined));
    return {
      name: 'commands',
      title: 'The start of the command line',
      about:
        'Milliseconds from starting a process to its end, `node -e 0` among them: what Node takes itself says how fast the ' +
        `machine is. One picture is as the data set has it, ${SIDE}×${SIDE}, the other ${LARGE}×${LARGE} and dark on white.`,
      columns: ['command', 'ms', 'lowest–highest', 'of bare Node', 'remarks'],
      rows: toRows(
        entries,
        3,
        median,
        ({ results }) => [
          formatNumber(median(results)),
          formatSpread(results),
          formatRatio(median(results), bare, 'as long'),
        ],
        () => undefined,
      ),
      details: { entries },
    };
  },
};

interface Pictures {
  readonly small: string;
  readonly large: string;
}

async function writePictures({ workshop }: BenchContext): Promise<Pictures> {
  const { test } = await loadFashionMnist();
  const pixels = Uint8Array.from(test.images.data.subarray(0, SIDE * SIDE));
  const picture = () => sharp(pixels, { raw: { width: SIDE, height: SIDE, channels: 1 } });
  const [small, large] = [join(workshop.folder, 'small.png'), join(workshop.folder, 'large.png')];
  await writeFile(small, await picture().png().toBuffer());
  await writeFile(large, await picture().resize(LARGE).negate().png().toBuffer());
  return { small, large };
}

function commandsOn({ small, large }: Pictures): { name: string; args: string[] }[] {
  return [
    { name: 'node -e 0', args: ['-e', '0'] },
    { name: 'fmnist --help', args: [main, '--help'] },
    { name: `fmnist predict, ${SIDE}×${SIDE}`, args: [main, 'predict', small] },
    { name: `fmnist predict, ${LARGE}×${LARGE}`, args: [main, 'predict', large] },
  ];
}

async function millisecondsOf(args: Command['args'], { quick }: BenchContext): Promise<number> {
  const begin = performance.now();
  await runCommand({ program: process.execPath, args }, timeoutMs(quick));
  return performance.now() - begin;
}
