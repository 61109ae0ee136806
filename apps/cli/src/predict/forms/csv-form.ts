import { stringify } from 'csv-stringify/sync';
import { likeliest } from '../likeliest';
import type { Detail, Form } from './form';

/**
 * Comma-separated values (RFC 4180) with a header: the likeliest class, then those that are asked for, in columns of their
 * own. Whether a picture looks like no class is empty where the model does not tell.
 */
export function csvForm({ labels, top, all }: Detail, explains: boolean): Form {
  const ranks = Array.from({ length: Math.min(top ?? 1, labels.length) - 1 }, (_, index) => index + 2);
  const line = (cells: readonly (string | number | boolean | undefined)[]) =>
    stringify([[...cells]], { cast: { boolean: String } });
  return {
    head: line([
      'file',
      'label',
      'probability',
      'outOfDistribution',
      ...ranks.flatMap((rank) => [`label ${rank}`, `probability ${rank}`]),
      ...(all ? labels : []),
      ...(explains ? ['explanation'] : []),
    ]),
    tell({ file, shown, explanation }) {
      const others = likeliest(shown, labels, ranks.length + 1).slice(1);
      return line([
        file,
        shown.label,
        shown.probability,
        shown.outOfDistribution,
        ...others.flatMap(({ label, probability }) => [label, probability]),
        ...(all ? shown.probabilities : []),
        ...(explains ? [explanation] : []),
      ]);
    },
  };
}
