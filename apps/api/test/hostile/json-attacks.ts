import { somePixels } from '../pictures';
import { random } from './random';

/** A body of JSON, or nearly, where it goes, and with what it may be answered. */
export interface JsonAttack {
  readonly what: string;
  readonly path: string;
  readonly body: string;
  readonly statuses: readonly number[];
}

const PREDICT = '/v1/predict';
const INFER = '/v2/models/mlp/infer';

/** Texts that are no JSON, values of wrong types, and such as are huge or deep. */
export function jsonAttacks(): JsonAttack[] {
  const pixels = somePixels();
  const list = JSON.stringify(pixels);
  const texts: [what: string, body: string, status: number][] = [
    ['NaN', `{"pixels":${list.replace('[', '[NaN,')}}`, 400],
    ['Infinity', '{"pixels":[Infinity]}', 400],
    ['a number beyond all numbers', `{"pixels":${list.replace(/\d+/, '1e999')}}`, 422],
    ['a number below 0', `{"pixels":${list.replace(/\d+/, '-1')}}`, 422],
    ['a comment', '{/* */"pixels":[]}', 400],
    ['half an object', '{"pixels":[1,2', 400],
    ['bytes that are no UTF-8', '{"image":"\xff\xfe"}', 400],
    ['lists in lists, 100,000 deep', '['.repeat(100_000) + ']'.repeat(100_000), 400],
    ['objects in objects, 100,000 deep', `${'{"a":'.repeat(100_000)}1${'}'.repeat(100_000)}`, 400],
    ['lists that never end', '['.repeat(200_000), 400],
    ['a million numbers', `{"pixels":[${'1,'.repeat(999_999)}1]}`, 422],
    ['a prototype', `{"__proto__":{"pixels":${list}}}`, 422],
    ['a constructor', `{"constructor":{"prototype":{}},"pixels":${list}}`, 422],
    ['many images', `{"images":[${Array(200).fill(list).join()}]}`, 413],
    ['a text of a million letters that is no picture', `{"image":"${'A'.repeat(1_000_000)}"}`, 415],
    ['base64 with a hole', '{"image":"iVBO Rw0K"}', 422],
    ['a data URL of a page', '{"image":"data:text/html;base64,PGI+"}', 415],
  ];
  const made = texts.map(([what, body, status]) => ({ what, path: PREDICT, body, statuses: [status] }));
  const next = random(11);
  const fuzz = (path: string, count: number) =>
    Array.from({ length: count }, (_, index) => ({
      what: `a value made at random, ${index}`,
      path,
      body: JSON.stringify(randomBody(next, path)),
      statuses: [400, 413, 415, 422],
    }));
  return [...made, ...fuzz(PREDICT, 50), ...fuzz(INFER, 50)];
}

/** The keys that are expected, with values that are not. */
function randomBody(next: () => number, path: string): unknown {
  if (next() < 0.2) return randomValue(next, 3);
  const names = path === PREDICT ? ['pixels', 'image', 'images'] : ['inputs', 'outputs', 'id', 'parameters'];
  const body: Record<string, unknown> = {};
  for (const name of names) if (next() < 0.6) body[name] = randomValue(next, 4);
  if (path === INFER && next() < 0.6) {
    body.inputs = [
      {
        name: next() < 0.8 ? 'images' : randomValue(next, 1),
        shape: next() < 0.5 ? [1, 784] : randomValue(next, 2),
        datatype: next() < 0.5 ? 'FP32' : randomValue(next, 1),
        data: randomValue(next, 4),
      },
    ];
  }
  return body;
}

function randomValue(next: () => number, depth: number): unknown {
  const kinds = ['null', 'true', 'number', 'text', ...(depth > 0 ? ['list', 'object'] : [])];
  switch (kinds[Math.floor(next() * kinds.length)]) {
    case 'number':
      return [0, -1, 0.5, 1e308, 784, 2 ** 53][Math.floor(next() * 6)];
    case 'text':
      return ['', 'images', '\u0000', '💥'.repeat(9), '../../etc/passwd'][Math.floor(next() * 5)];
    case 'list':
      return Array.from({ length: Math.floor(next() * 5) }, () => randomValue(next, depth - 1));
    case 'object':
      return Object.fromEntries(
        Array.from({ length: Math.floor(next() * 4) }, (_, index) => [
          `k${index}`,
          randomValue(next, depth - 1),
        ]),
      );
    case 'true':
      return true;
    default:
      return null;
  }
}
