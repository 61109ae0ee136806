import { readFileSync } from 'node:fs';
import { UserError } from '@fmnist/core';
import * as z from 'zod';

/** A number that was measured. JSON has no infinite ones and no NaN: a training that diverged leaves `null` in their place. */
export const measure = z
  .number()
  .nullable()
  .transform((value) => value ?? Number.NaN);

/**
 * A value out of JSON text, as a schema wants it.
 * @throws UserError `<where> is damaged: …` where the text is not JSON or holds something else.
 */
export function parseJsonAs<T extends z.ZodType>(text: string, schema: T, where: string): z.output<T> {
  let value: unknown;
  try {
    value = JSON.parse(text);
  } catch (error) {
    throw new UserError(`${where} is damaged: it is not JSON`, { cause: error });
  }
  const parsed = schema.safeParse(value);
  if (parsed.success) return parsed.data;
  const faults = parsed.error.issues.map(({ path, message }) => `${path.join('.') || 'it'}: ${message}`);
  throw new UserError(`${where} is damaged: ${faults.join('; ')}`);
}

/** A file's text, or nothing where there is no such file. @throws UserError where it is there and cannot be read. */
export function readTextIfThere(path: string): string | undefined {
  try {
    return readFileSync(path, 'utf8');
  } catch (error) {
    const code = error instanceof Error && 'code' in error ? error.code : undefined;
    if (code === 'ENOENT' || code === 'ENOTDIR') return undefined;
    throw new UserError(`${path} cannot be read: ${error instanceof Error ? error.message : error}`, {
      cause: error,
    });
  }
}
