import type { z } from 'zod';
import { HttpError } from '../http/http-error';

/** What a schema makes of a value. @throws HttpError with the status, saying what is wrong first, and where. */
export function parseWith<Schema extends z.ZodType>(
  schema: Schema,
  value: unknown,
  status: 400 | 422,
  code: string,
): z.output<Schema> {
  const { success, data, error } = schema.safeParse(value);
  if (success) return data;
  throw new HttpError(status, code, sentence(error.issues[0]));
}

function sentence({ path, message }: z.core.$ZodIssue): string {
  const place = path.map((part) => (typeof part === 'number' ? `[${part}]` : `.${String(part)}`)).join('');
  return place === '' ? message : `${place.replace(/^\./, '')}: ${message}`;
}
