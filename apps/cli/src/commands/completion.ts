import { type Shell, scripts, shells } from '../completion/scripts';
import type { LazyCommand } from '../lazy-command';

/** `fmnist completion`: commands and flags completed by the shell. */
export const completionCommand: LazyCommand<{ shell: Shell }> = {
  builder: (yargs) =>
    yargs
      .positional('shell', { describe: 'The shell', choices: shells, demandOption: true })
      .example('eval "$($0 completion bash)"', 'in ~/.bashrc'),
  handler: ({ shell }) => console.log(scripts[shell]),
};
