import { type PresetName, presetNames, presets } from '@fmnist/models';
import type { CommandModule } from 'yargs';
import type { LazyCommand } from '../lazy-command';

/** `fmnist presets`: the networks that `train --preset` knows. */
export const presetsCommand: LazyCommand = {
  builder: (yargs) =>
    yargs
      .command(listCommand)
      .command(showCommand)
      .demandCommand(1, 'presets: say what to do: list or show')
      .example('$0 presets show cnn > mine.json', 'a recipe to change, for train --preset mine.json'),
  handler: () => {},
};

const listCommand: CommandModule = {
  command: 'list',
  describe: 'List the presets',
  handler: () => {
    const width = Math.max(...presetNames.map((name) => name.length));
    for (const name of presetNames) console.log(`${name.padEnd(width)}  ${presets[name].about}`);
  },
};

const showCommand: CommandModule<unknown, { name: PresetName }> = {
  command: 'show <name>',
  describe: 'Print a preset as a recipe: JSON that train --preset file.json takes',
  builder: (yargs) =>
    yargs.positional('name', { describe: 'The preset', choices: presetNames, demandOption: true }),
  handler: ({ name }) => console.log(JSON.stringify(presets[name], null, 2)),
};
