/** `pnpm fuzz [parser …] --minutes n`: fuzzes parsers, one after the other, keeps what came of it, and tells. */
import Table from 'cli-table3';
import yargs from 'yargs';
import { hideBin } from 'yargs/helpers';
import { addKept, readKept, replaceKept } from './corpus';
import { fuzz, type Outcome } from './engine/campaign';
import { parsers } from './parsers';

const names = parsers.map(({ name }) => name);

const flags = yargs(hideBin(process.argv))
  .scriptName('fuzz')
  .usage('$0 [parser …]\n\nThrows damaged and hostile input at parsers.')
  .positional('parser', { describe: 'Which [default: all]', choices: names })
  .options({
    minutes: { describe: 'How long each is fuzzed', type: 'number', default: 1 },
    seed: { describe: 'What the changes are drawn with', type: 'number', default: Date.now() % 2 ** 31 },
  })
  .check(({ _: asked, minutes, seed }) => {
    const unknown = asked.find((name) => !names.includes(String(name)));
    if (unknown !== undefined)
      throw new Error(`There is no parser ${unknown}: there are ${names.join(', ')}`);
    if (!(minutes > 0)) throw new Error('--minutes must be more than 0');
    if (!(Number.isInteger(seed) && seed >= 0 && seed < 2 ** 31))
      throw new Error('--seed must be a whole number');
    return true;
  })
  .strictOptions()
  .parseSync();

const table = new Table({
  head: ['parser', 'seconds', 'executions', 'a second', 'places', 'corpus', 'finds'],
});
let finds = 0;
for (const { name, seeds } of parsers) {
  if (flags._.length > 0 && !flags._.includes(name)) continue;
  const corpus = [...seeds(), ...readKept('corpus', name), ...readKept('finds', name)];
  const outcome = await fuzz(name, { minutes: flags.minutes, seed: flags.seed, corpus });
  replaceKept('corpus', name, outcome.corpus);
  addKept(
    'finds',
    name,
    outcome.finds.map(({ input }) => input),
  );
  finds += outcome.finds.length;
  table.push(rowOf(name, outcome));
  console.log(rowOf(name, outcome).join(' | '));
}
console.log(table.toString());
process.exitCode = finds > 0 ? 1 : 0;

function rowOf(name: string, { seconds, executions, covered, corpus, finds }: Outcome): (string | number)[] {
  return [name, seconds, executions, Math.round(executions / seconds), covered, corpus.length, finds.length];
}
