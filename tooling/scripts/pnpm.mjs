import { spawnSync } from 'node:child_process';

/** The pnpm this workspace is tried with; npx fetches it where only Node and npm are. */
const PNPM = 'pnpm@10.34.9';

// Nothing is reported to anybody, and no other pnpm is recommended.
process.env.TURBO_TELEMETRY_DISABLED ??= '1';
process.env.npm_config_update_notifier ??= 'false';

/**
 * A shell command that does another one with this pnpm, and the programs of the workspace, at hand.
 * @param {string} command
 */
export function withPnpm(command) {
  return `npx -y -p ${PNPM} -c "${command}"`;
}

/**
 * Runs pnpm commands, one after the other, until one fails.
 * @param {string[]} commands without the leading `pnpm`
 * @param {import('node:child_process').StdioOptions} stdio
 * @returns {number} the exit code of the last command run
 */
export function runPnpm(commands, stdio = 'inherit') {
  const script = commands.map((command) => `pnpm ${command}`).join(' && ');
  const { status } = spawnSync(withPnpm(script), { stdio, shell: true });
  return status ?? 1;
}
