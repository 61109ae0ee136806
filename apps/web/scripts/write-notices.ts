/** Writes `out/THIRD-PARTY-NOTICES.txt`: the licences of what the site is made of. */
import { writeFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { neededPackages, noticesOf } from '@fmnist/licenses';

const web = fileURLToPath(new URL('..', import.meta.url));

writeFileSync(`${web}out/THIRD-PARTY-NOTICES.txt`, noticesOf(neededPackages(web)));
