/** `pnpm --filter api key NAME`: draws a key, and tells what the service is to know of it. */
import { randomBytes } from 'node:crypto';
import { hashKey } from './access/api-keys';
import { KEY_NAME } from './access/parse-keys';

const name = process.argv[2] ?? '';
if (KEY_NAME.test(name)) {
  const key = `fmnist_${randomBytes(32).toString('base64url')}`;
  console.log(`for ${name}, and nobody else:  ${key}`);
  console.log(`for the service:  API_KEYS=${name}:${hashKey(key).toString('hex')}`);
} else {
  console.error(
    'api: Say who the key is for, in letters, digits, dots and dashes: pnpm --filter api key NAME',
  );
  process.exitCode = 2;
}
