import type { ApiKey } from './api-keys';

/** What owners of keys may be called. */
export const KEY_NAME = /^[\w.-]{1,64}$/;

/** A key as the configuration has it, `NAME:SHA256`; undefined where the text is none. */
export function parseKey(text: string): ApiKey | undefined {
  const [name, sha256, ...rest] = text.split(':');
  const isKey = KEY_NAME.test(name) && /^[0-9a-f]{64}$/i.test(sha256 ?? '') && rest.length === 0;
  return isKey ? { name, sha256 } : undefined;
}
