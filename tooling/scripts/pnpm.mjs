import { spawnSync } from 'node:child_process';

/** The pnpm this workspace is tried with; npx fetches it where only Node and npm are. */
const PNPM = 'pnpm@10.34.9';

/**
 * Runs pnpm commands, one after the other, until one fails.
 * @param {string[]} commands without the leading `pnpm`
 * @param {import('node:child_process').StdioOptions} stdio
 * @returns {number} the exit code of the last command run
 */
export function runPnpm(commands, stdio = 'inherit') {
  const script = commands.map((command) => `pnpm ${command}`).join(' && ');
  const { status } = spawnSync('npx', ['-y', '-p', PNPM, '-c', `"${script}"`], { stdio, shell: true });
  return status ?? 1;
}
