/** `npm test` on a bare machine: installs everything, then checks all that CI checks. */
import { runPnpm } from './pnpm.mjs';

process.exitCode = runPnpm(['install --frozen-lockfile', 'check']);
