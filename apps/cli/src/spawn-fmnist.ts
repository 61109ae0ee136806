import { type ChildProcess, spawn } from 'node:child_process';
import { fileURLToPath } from 'node:url';

const main = fileURLToPath(new URL('../dist/main.js', import.meta.url));

/** A process that has ended, by itself or by a signal. */
export interface Ended {
  readonly code: number | null;
  readonly signal: NodeJS.Signals | null;
  readonly stdout: string;
  readonly stderr: string;
}

/**
 * The environment a command is started in: this one, without what says where the tests were called from and how this
 * process should write (Node takes `CI` for a terminal without colours).
 */
export function userEnvironment(): NodeJS.ProcessEnv {
  const { INIT_CWD: _, CI: __, NO_COLOR: ___, FORCE_COLOR: ____, ...environment } = process.env;
  return environment;
}

/** The built command line as a process of its own, called from a folder. */
export function spawnFmnist(
  args: readonly string[],
  folder: string,
  variables: NodeJS.ProcessEnv = {},
): { process: ChildProcess; ended: Promise<Ended> } {
  const child = spawn(process.execPath, [main, ...args], {
    cwd: folder,
    env: { ...userEnvironment(), ...variables },
  });
  const ended = new Promise<Ended>((resolve, reject) => {
    let stdout = '';
    let stderr = '';
    child.stdout.on('data', (text) => {
      stdout += text;
    });
    child.stderr.on('data', (text) => {
      stderr += text;
    });
    child.on('error', reject);
    child.on('close', (code, signal) => resolve({ code, signal, stdout, stderr }));
  });
  return { process: child, ended };
}
