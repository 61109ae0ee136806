import { formatShape, sizeOf } from '../tensor/shape';
import type { Network } from './network';

/** A table of the layers: their names, the shape of a sample after each, and how many numbers they learn. */
export function summarize(network: Network): string {
  const counts = network.steps.map(({ layer }) =>
    layer.parameters.reduce((count, { shape }) => count + sizeOf(shape), 0),
  );
  const rows = [
    ['layer', 'output shape', 'parameters'],
    ['input', formatShape(network.inputShape), ''],
    ...network.steps.map(({ layer, outputShape }, index) => [
      layer.name,
      formatShape(outputShape),
      withCommas(counts[index]),
    ]),
  ];
  const total = `total: ${withCommas(counts.reduce((sum, count) => sum + count, 0))} parameters`;
  const widths = [0, 1, 2].map((column) => Math.max(...rows.map((row) => row[column].length)));
  const lines = rows.map(([layer, shape, count]) =>
    [layer.padEnd(widths[0]), shape.padEnd(widths[1]), count.padStart(widths[2])].join('  '),
  );
  const rule = '─'.repeat(lines[0].length);
  return [lines[0], rule, ...lines.slice(1), rule, total].join('\n');
}

/** 101770 as 101,770, in every locale. */
function withCommas(count: number): string {
  return String(count).replace(/\B(?=(\d{3})+$)/g, ',');
}
