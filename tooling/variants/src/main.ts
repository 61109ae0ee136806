/** `pnpm variants`: the packages' tests in each variant, and a table of how they went. */
import { fileURLToPath } from 'node:url';
import yargs from 'yargs';
import { hideBin } from 'yargs/helpers';
import { Machine } from './machine';
import { variants } from './variant';

const folders = [
  'packages/core',
  'packages/data',
  'packages/models',
  'packages/interchange',
  'apps/cli',
  'apps/api',
  'apps/web',
  'examples',
  'docs/learn',
  'tooling/bench',
  'tooling/browser',
  'tooling/ci',
  'tooling/conformance',
  'tooling/docs',
  'tooling/fuzz',
  'tooling/licenses',
  'tooling/packages',
  'tooling/pictures',
];
const variantNames = variants.map(({ name }) => name);

const flags = yargs(hideBin(process.argv))
  .scriptName('pnpm variants')
  .usage('$0: runs the packages’ tests where something is missing')
  .options({
    variants: { describe: 'In which', type: 'array', choices: variantNames, default: variantNames },
    packages: { describe: 'Of which', type: 'array', choices: folders, default: folders },
    files: {
      describe: 'Only those whose paths contain one of these',
      type: 'array',
      string: true,
      default: [],
    },
  })
  .strict()
  .parseSync();

const rows: string[] = [];
let isFine = true;
for (const variant of variants.filter(({ name }) => flags.variants.includes(name))) {
  using machine = await Machine.of(variant);
  for (const found of [await machine.capabilities(), await machine.capabilitiesInPage()]) {
    for (const [name, promised] of Object.entries(variant.capabilities)) {
      if (Reflect.get(found, name) === promised) continue;
      throw new Error(`This machine cannot be ${variant.name}: ${JSON.stringify(found)}`);
    }
  }
  for (const name of flags.packages) {
    const outcome = await machine.test(
      fileURLToPath(new URL(`../../../${name}`, import.meta.url)),
      flags.files,
    );
    const { passed, failed, skipped, exitCode, seconds, failures } = outcome;
    const row = `| ${[variant.name, name, passed, failed, skipped, exitCode, seconds].join(' | ')} |`;
    console.error(row);
    for (const failure of failures) console.error(`failed: ${failure}`);
    rows.push(row);
    isFine &&= exitCode === 0;
  }
}
console.log(
  `| variant | package | passed | failed | skipped | exit code | s |\n|${' --- |'.repeat(7)}\n${rows.join('\n')}`,
);
process.exitCode = isFine ? 0 : 1;
