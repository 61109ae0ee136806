/** `pnpm fmnist`, or `npm run fmnist --`: the command line, built where something has changed since; in silence. */
import { spawnSync } from 'node:child_process';
import { fileURLToPath } from 'node:url';
import { withPnpm } from './pnpm.mjs';

const workspace = fileURLToPath(new URL('../..', import.meta.url));
const turbo = 'turbo run build --filter=cli';
// turbo looks for pnpm, which those who say `npm run` may not have.
const command = process.env.npm_config_user_agent?.startsWith('npm/') ? withPnpm(turbo) : turbo;
const build = spawnSync(command, { cwd: workspace, shell: true, encoding: 'utf8' });
if (build.status === 0) {
  await import('../../apps/cli/dist/main.js');
} else {
  console.error(`${build.stdout}${build.stderr}`);
  process.exitCode = 1;
}
