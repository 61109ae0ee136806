import { isDeepStrictEqual } from 'node:util';
import type { RunConfig } from './config';

/** A place where two configurations differ; a value is missing where the one has none. */
export interface Difference {
  /** Names on the way, as in `recipe.model.optimizer.learningRate`. */
  readonly key: string;
  readonly a: unknown;
  readonly b: unknown;
}

/** What a recipe says already, as it came out. */
const resolvedFlags = ['epochs', 'batch-size', 'learning-rate', 'hidden', 'l2', 'optimizer', 'decay'];

/** Where the configurations of two runs differ, the environment left out: it decides nothing. */
export function configDifferences(a: RunConfig, b: RunConfig): Difference[] {
  return differences('', comparable(a), comparable(b));
}

function comparable({ environment: _, formatVersion: __, data, flags, ...config }: RunConfig): object {
  const { source: ___, ...whatItHolds } = data;
  const entries = Object.entries(flags).filter(([name]) => !resolvedFlags.includes(name));
  return { ...config, flags: Object.fromEntries(entries), data: whatItHolds };
}

function differences(key: string, a: unknown, b: unknown): Difference[] {
  if (isDeepStrictEqual(a, b)) return [];
  const isSameKind = isObject(a) && isObject(b) && Array.isArray(a) === Array.isArray(b) && sizesFit(a, b);
  if (!isSameKind) return [{ key, a, b }];
  const names = new Set([...Object.keys(a), ...Object.keys(b)]);
  return [...names].flatMap((name) => differences(key === '' ? name : `${key}.${name}`, a[name], b[name]));
}

/** Lists of another length are other lists: what stands at the same place has nothing in common. */
function sizesFit(a: object, b: object): boolean {
  return !Array.isArray(a) || !Array.isArray(b) || a.length === b.length;
}

function isObject(value: unknown): value is Record<string, unknown> {
  return typeof value === 'object' && value !== null;
}
