import { execFile } from 'node:child_process';
import { fileURLToPath } from 'node:url';
import { workspace } from './workspace';

const tsx = fileURLToPath(new URL('../node_modules/.bin/tsx', import.meta.url));

/** For each command line of fmnist: nothing where fmnist would go about it, or what is wrong with it. */
export function understand(lines: readonly (readonly string[])[]): Promise<(string | null)[]> {
  return new Promise((resolve, reject) => {
    const script = `${workspace}apps/cli/scripts/understand.ts`;
    const child = execFile(tsx, [script], (error, stdout) =>
      error ? reject(error) : resolve(JSON.parse(stdout)),
    );
    child.stdin?.end(JSON.stringify(lines));
  });
}
