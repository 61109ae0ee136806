/** Writes docs/cli.md. */
import { fileURLToPath } from 'node:url';
import { writeFileAtomically } from '@fmnist/core/node';
import { writeReference } from '../src/reference/reference';

const path = fileURLToPath(new URL('../../../docs/cli.md', import.meta.url));
await writeFileAtomically(path, await writeReference());
