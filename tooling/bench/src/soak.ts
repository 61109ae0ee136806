import { mkdirSync, writeFileSync } from 'node:fs';
import { isAbsolute, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import yargs from 'yargs';
import { describeMachine } from './machine';
import { renderSoak } from './serve/soak-report';
import { runSoak } from './serve/soak-run';
import { openWorkshop } from './workshop';

async function main(args: readonly string[]): Promise<void> {
  const { minutes, swaps, out } = await yargs([...args])
    .scriptName('pnpm --filter @fmnist/bench soak')
    .usage('$0: loads the API for long, past what it can, and replaces its model meanwhile')
    .option('minutes', { type: 'number', default: 10, describe: 'how long at its limit' })
    .option('swaps', { type: 'number', default: 100, describe: 'how often the model is replaced meanwhile' })
    .option('out', {
      type: 'string',
      default: fileURLToPath(new URL('../results/soak', import.meta.url)),
      defaultDescription: 'tooling/bench/results/soak',
      describe: 'the folder the report goes to',
    })
    .strict()
    .help()
    .parseAsync();
  const machine = describeMachine();
  const plan = {
    calmSeconds: 10,
    limitSeconds: Math.round(minutes * 60),
    overloadSeconds: 30,
    afterSeconds: 15,
    swaps,
  };
  const result = await runSoak(await openWorkshop(), plan, (line) => console.error(line));
  const folder = isAbsolute(out) ? out : join(process.env.INIT_CWD ?? process.cwd(), out);
  mkdirSync(folder, { recursive: true });
  const date = new Date().toISOString().slice(0, 10);
  const text = renderSoak({ date, machine, result });
  writeFileSync(join(folder, 'README.md'), text);
  writeFileSync(
    join(folder, 'results.json'),
    `${JSON.stringify({ date, machine, plan, ...result }, null, 2)}\n`,
  );
  console.log(text);
}

// The server and the folder it works in are removed when the process ends, so end it.
process.once('SIGINT', () => process.exit(130));
process.once('SIGTERM', () => process.exit(143));

await main(process.argv.slice(2));
