/**
 * `npm run train` on a bare machine: installs what the command line needs and nothing more, builds what of it has changed,
 * and trains.
 * Whatever installing and building print goes to stderr: stdout belongs to the training.
 */
import { spawnSync } from 'node:child_process';
import { fileURLToPath } from 'node:url';
import { runPnpm } from './pnpm.mjs';

const main = fileURLToPath(new URL('../../apps/cli/dist/main.js', import.meta.url));

process.exitCode =
  runPnpm(
    [
      'install --frozen-lockfile --filter cli...',
      'exec turbo run build --filter=cli --output-logs=errors-only',
    ],
    ['ignore', 2, 2],
  ) ||
  (spawnSync(process.execPath, [main, 'train', ...process.argv.slice(2)], { stdio: 'inherit' }).status ?? 1);
