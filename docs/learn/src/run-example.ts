import { execFile } from 'node:child_process';
import { createRequire } from 'node:module';
import { fileURLToPath } from 'node:url';
import { promisify } from 'node:util';

const run = promisify(execFile);
const tsx = createRequire(import.meta.url).resolve('tsx/cli');

/** What an example prints, run in a process of its own. @throws Error where it fails. */
export async function runExample(name: string): Promise<string> {
  const path = fileURLToPath(new URL(`../examples/${name}`, import.meta.url));
  const { stdout } = await run(process.execPath, [tsx, path], { env: { ...process.env, NO_COLOR: '1' } });
  return stdout.trimEnd();
}
