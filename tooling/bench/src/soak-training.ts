import { mkdirSync, writeFileSync } from 'node:fs';
import { isAbsolute, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import yargs from 'yargs';
import { hideBin } from 'yargs/helpers';
import { describeMachine } from './machine';
import { soakTrainings } from './trainings/soak-training';
import { faultsOf, renderSoakTraining } from './trainings/soak-training-report';
import { openWorkshop } from './workshop';

// The process that trains is ended with this one, so end it.
process.once('SIGINT', () => process.exit(130));
process.once('SIGTERM', () => process.exit(143));

const flags = await yargs(hideBin(process.argv))
  .scriptName('pnpm --filter @fmnist/bench soak-training')
  .usage('$0: trains many times in one process')
  .option('trainings', { type: 'number', default: 100, describe: 'how often' })
  .option('out', {
    type: 'string',
    default: fileURLToPath(new URL('../results/soak-training', import.meta.url)),
    defaultDescription: 'tooling/bench/results/soak-training',
    describe: 'the folder the report goes to',
  })
  .strict()
  .help()
  .parseAsync();

const machine = describeMachine();
const trainings = await soakTrainings(await openWorkshop(), flags.trainings);
const folder = isAbsolute(flags.out) ? flags.out : join(process.env.INIT_CWD ?? process.cwd(), flags.out);
mkdirSync(folder, { recursive: true });
const date = new Date().toISOString().slice(0, 10);
const text = renderSoakTraining(date, machine, trainings);
writeFileSync(join(folder, 'README.md'), text);
writeFileSync(join(folder, 'results.json'), `${JSON.stringify({ date, machine, trainings }, null, 2)}\n`);
console.log(text);
process.exitCode = faultsOf(trainings).length > 0 ? 1 : 0;
