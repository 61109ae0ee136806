import { availableParallelism } from 'node:os';
import { UserError } from '@fmnist/core';
import { shippedNames } from '@fmnist/models';
import * as z from 'zod';
import { isAddressOrRange } from './access/client-address';
import { parseKey } from './access/parse-keys';
import { MODEL_NAME } from './models/model-name';

const cores = availableParallelism();
const MEBIBYTE = 2 ** 20;

const whole = (least: number, most: number) =>
  z
    .string()
    .regex(/^\d+$/)
    .transform(Number)
    .pipe(z.number().min(least).max(most))
    .meta({ expects: `a whole number from ${least} to ${most}` });

const list = <Item>(parse: (text: string) => Item | undefined, expects: string) =>
  z
    .string()
    .transform((text) => text.split(',').map((part) => parse(part.trim())))
    .refine((items) => items.every((item) => item !== undefined))
    .transform((items) => items.filter((item) => item !== undefined))
    .meta({ expects: `a list, with commas between, of ${expects}` });

const environment = z.object({
  HOST: z
    .string()
    .regex(/^[\w.:-]+$/)
    .meta({ expects: 'an address or a host name' })
    .default('127.0.0.1'),
  PORT: whole(0, 65_535).default(8080),
  LOG_LEVEL: z
    .enum(['trace', 'debug', 'info', 'warn', 'error', 'fatal', 'silent'])
    .meta({ expects: 'one of trace, debug, info, warn, error, fatal, silent' })
    .default('info'),
  MODEL: z
    .string()
    .regex(MODEL_NAME)
    .meta({ expects: 'the name of a model' })
    .default(shippedNames[shippedNames.length - 1]),
  MODELS_DIR: z.string().optional().meta({ expects: 'a folder' }),
  MODELS_POLL_MS: whole(10, 3_600_000).default(1000),
  API_KEYS: list(parseKey, 'NAME:SHA256, as `pnpm --filter api key NAME` makes them').default([]),
  RATE_LIMIT: whole(1, 1_000_000_000).optional(),
  TRUSTED_PROXIES: list(
    (text) => (isAddressOrRange(text) ? text : undefined),
    'addresses and ranges, as in 10.0.0.0/8',
  ).default([]),
  CORS_ORIGINS: list(originIn, 'origins, as in https://example.org').default([]),
  INFERENCE_THREADS: whole(1, 256).default(cores),
  PICTURE_THREADS: whole(1, 256).default(cores),
  BATCH_SIZE: whole(1, 1024).default(32),
  BATCH_DELAY_MS: whole(0, 60_000).default(2),
  QUEUE_SIZE: whole(1, 1_000_000).default(512),
  PICTURE_QUEUE_SIZE: whole(1, 100_000).default(64),
  MAX_BODY_BYTES: whole(1024, 1024 * MEBIBYTE).default(10 * MEBIBYTE),
  MAX_BUFFERED_BYTES: whole(1024, 64 * 1024 * MEBIBYTE).default(128 * MEBIBYTE),
  MAX_PIXELS: whole(784, 2 ** 26).default(2 ** 24),
  MAX_IMAGES: whole(1, 10_000).default(64),
  REQUEST_TIMEOUT_MS: whole(100, 600_000).default(10_000),
  DRAIN_DELAY_MS: whole(0, 600_000).default(0),
  DRAIN_TIMEOUT_MS: whole(100, 600_000).default(20_000),
});

/** What the service can be told, by the names of the environment variables that tell it. */
export type Config = z.output<typeof environment>;

/**
 * The configuration out of environment variables; an empty variable counts as none.
 * @throws UserError that names the first variable with a value that is none, and what it may be.
 */
export function readConfig(variables: Readonly<Record<string, string | undefined>>): Config {
  const given = Object.fromEntries(Object.entries(variables).filter(([, value]) => value !== ''));
  const { data, error } = environment.safeParse(given);
  if (error) {
    const name = String(error.issues[0].path[0]);
    throw new UserError(`${name} must be ${expected(name)}, got ${JSON.stringify(given[name])}`);
  }
  if (data.QUEUE_SIZE < data.MAX_IMAGES) {
    throw new UserError(
      `QUEUE_SIZE (${data.QUEUE_SIZE}) must be at least MAX_IMAGES (${data.MAX_IMAGES}): a full request would never be taken`,
    );
  }
  if (data.MAX_BUFFERED_BYTES < data.MAX_BODY_BYTES) {
    throw new UserError(
      `MAX_BUFFERED_BYTES (${data.MAX_BUFFERED_BYTES}) must be at least MAX_BODY_BYTES (${data.MAX_BODY_BYTES}): a full body would never be taken`,
    );
  }
  return data;
}

function originIn(text: string): string | undefined {
  return text === '*' || (URL.canParse(text) && new URL(text).origin === text) ? text : undefined;
}

function expected(name: string): unknown {
  const variable = environment.shape[name as keyof Config];
  return variable.unwrap().meta()?.expects;
}
