import type { Classification } from '@fmnist/models';
import { describe, expect, it } from 'vitest';
import type { Told } from './form';
import { tableForm } from './table-form';

const labels = ['Bag', 'Sneaker'];

function told(file: string, probabilities: number[], outOfDistribution = false): Told {
  const best = probabilities.indexOf(Math.max(...probabilities));
  const shown: Classification = {
    class: best,
    label: labels[best],
    probability: probabilities[best],
    probabilities,
    outOfDistribution,
  };
  return { file, pixels: new Uint8Array(784), shown, explanation: undefined };
}

describe('the table on a terminal', () => {
  it('has a line a picture, its columns below each other, with a bar of the probability', () => {
    const form = tableForm({ labels, top: undefined, all: false }, ['a.png', '写真.png'], 80);
    expect(
      form.head + form.tell(told('a.png', [0.25, 0.75])) + form.tell(told('写真.png', [1, 0], true)),
    ).toBe(
      [
        'file      label',
        'a.png     Sneaker   75.0%  ███████▌',
        '写真.png  Bag      100.0%  ██████████ looks like none of them',
        '',
      ].join('\n'),
    );
  });

  it('tells further classes below, the likeliest first', () => {
    const form = tableForm({ labels, top: 2, all: false }, ['a.png'], 80);
    expect(form.tell(told('a.png', [0.2, 0.8]))).toBe(
      'a.png  Sneaker   80.0%  ████████\n       Bag       20.0%  ██\n',
    );
    const all = tableForm({ labels, top: undefined, all: true }, ['a.png'], 80);
    expect(all.tell(told('a.png', [0.2, 0.8]))).toBe(form.tell(told('a.png', [0.2, 0.8])));
  });

  it('keeps within the terminal: long names lose their beginning', () => {
    const file = 'a/very/long/way/to/the/picture/shoe.png';
    const form = tableForm({ labels, top: undefined, all: false }, [file], 50);
    const line = form.tell(told(file, [1, 0]));
    expect(line).toMatch(/^…\S*picture\/shoe\.png {2}Bag/);
    expect(line.trimEnd()).toHaveLength(50);
  });
});
