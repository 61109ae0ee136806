/** `pnpm --filter web dev`: the page and its worker, built anew whenever a file changes. */
import { spawn, spawnSync } from 'node:child_process';
import './bring-along';

// The page must find its worker at once; from then on the worker's files are replaced, not cleared away.
const { status } = spawnSync('tsup', { stdio: 'inherit' });
if (status !== 0) process.exit(status ?? 1);

const children = [
  ['tsup', '--watch', 'src', '--no-clean'],
  ['next', 'dev'],
].map(([command, ...args]) => spawn(command, args, { stdio: 'inherit' }));
for (const child of children) {
  child.on('exit', (code) => {
    for (const other of children) other.kill();
    process.exitCode = code ?? 1;
  });
}
