import { resolve } from 'node:path';
import { fileURLToPath } from 'node:url';

const packageFolder = fileURLToPath(new URL('..', import.meta.url));

/**
 * The folder the service was started from. Package managers run scripts in the package's own folder and say in `INIT_CWD`
 * where they were called.
 */
export function callerFolder(): string {
  const here = process.cwd();
  return (resolve(here) === resolve(packageFolder) && process.env.INIT_CWD) || here;
}
