import { isAbsolute, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import yargs from 'yargs';
import { listPeers } from './contenders';
import { type JobName, jobNames } from './jobs/job';

export interface Flags {
  readonly quick: boolean;
  readonly jobs: readonly JobName[];
  /** The ids of the peers. */
  readonly peers: readonly string[];
  readonly rounds: number;
  /** The folder the report goes to. */
  readonly out: string;
}

const FULL_ROUNDS = 5;
const QUICK_ROUNDS = 1;

export async function parseFlags(args: readonly string[]): Promise<Flags> {
  const peerIds = listPeers().map(({ id }) => id);
  const { quick, jobs, peers, rounds, out } = await yargs([...args])
    .scriptName('pnpm bench')
    .usage('$0: measures training and prediction against other libraries, side by side in one run')
    .option('quick', {
      type: 'boolean',
      default: false,
      describe: 'end within two minutes; figures are rough',
    })
    .option('jobs', {
      type: 'string',
      array: true,
      default: [...jobNames],
      describe: 'what to measure',
      coerce: (values: string[]) => pick(values, jobNames, 'job'),
    })
    .option('peers', {
      type: 'string',
      array: true,
      default: peerIds,
      describe: 'whom to compare with, or none',
      coerce: (values: string[]) => pick(values, [...peerIds, 'none'], 'peer'),
    })
    .option('rounds', {
      type: 'number',
      describe: `how often everyone is measured [default: ${FULL_ROUNDS}, or ${QUICK_ROUNDS} with --quick]`,
    })
    .option('out', {
      type: 'string',
      default: fileURLToPath(new URL('../results', import.meta.url)),
      defaultDescription: 'tooling/bench/results',
      describe: 'the folder the report goes to',
    })
    .check((values) => {
      if (values.rounds === undefined || (Number.isSafeInteger(values.rounds) && values.rounds > 0))
        return true;
      throw new Error('--rounds must be a whole number > 0');
    })
    .strict()
    .help()
    .parseAsync();
  // pnpm runs scripts in the package's folder, and says in INIT_CWD where the user was.
  const base = process.env.INIT_CWD ?? process.cwd();
  return {
    quick,
    jobs,
    peers: peers.filter((id) => id !== 'none'),
    rounds: rounds ?? (quick ? QUICK_ROUNDS : FULL_ROUNDS),
    out: isAbsolute(out) ? out : join(base, out),
  };
}

/** Names as they are given, one by one or with commas between them, in their known order. */
function pick<T extends string>(values: readonly string[], known: readonly T[], what: string): T[] {
  const names = values.flatMap((value) => value.split(',')).filter((name) => name !== '');
  for (const name of names) {
    if (!known.some((other) => other === name)) {
      throw new Error(`There is no ${what} "${name}": choose from ${known.join(', ')}`);
    }
  }
  return known.filter((name) => names.includes(name));
}
