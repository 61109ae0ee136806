import { formatNumber } from '../jobs/rows';
import type { Machine } from '../machine';
import { renderTable } from '../report';
import type { SoakAnswer } from './soak-load';
import { countOf, type SoakResult } from './soak-run';

/** A soak, and where and when it was. */
export interface Soak {
  readonly date: string;
  readonly machine: Machine;
  readonly result: SoakResult;
}

const MINUTE = 60;

/** A soak for people to read. */
export function renderSoak({ date, machine, result }: Soak): string {
  const { calm, limit, overload, after, overloadRate, swaps, memory } = result;
  const phases: [string, SoakAnswer][] = [
    ['calm: 50 requests a second', calm],
    ['at its limit: 32 clients, each again when it has its answer', limit],
    [`overload: ${formatNumber(overloadRate)} requests a second of 1,000 clients`, overload],
    ['calm again, right after that', after],
  ];
  const recovery = secondsToRecover(calm, after);
  const facts = [
    `The service as it starts by itself, on ${machine.cpu} with ${machine.cores} ${machine.cores === 1 ? 'core' : 'cores'} and ` +
      `Node ${machine.node}, which the process that asks shares with it: single pictures, as pixels and as PNG, of ` +
      'the model `cnn`. Each answer was compared with what the model says, to the last digit.',
    renderTable(
      ['phase', 's', '200', '503', 'others', 'no answer', 'wrong', '200 a second', 'p50, ms', 'p99, ms'],
      phases.map(([name, answer]) => rowOf(name, answer)),
    ),
    `While it was at its limit its model was replaced ${swaps} times, by \`cnn-small\` and \`cnn\` in turns. After the ` +
      `overload a second's p50 and p99 were ${
        recovery === undefined
          ? 'not back to twice those of before in the time that was watched'
          : `back to no more than twice those of before in second ${recovery + 1}`
      }.`,
  ];
  if (memory.length > 0) {
    const minutes = Array.from({ length: Math.ceil(memory.length / MINUTE) }, (_, minute) =>
      memory.slice(minute * MINUTE, (minute + 1) * MINUTE),
    );
    const rows = minutes.map((bytes, minute) => [
      String(minute + 1),
      formatNumber(Math.min(...bytes) / 1e6),
      formatNumber(Math.max(...bytes) / 1e6),
    ]);
    facts.push(
      'The resident set, from the start of the limit on; the last minute and a half is measuring the limit anew, overload and calm.',
      renderTable(['minute', 'least, MB', 'most, MB'], rows),
    );
  }
  const command = `pnpm --filter @fmnist/bench soak --minutes ${Math.round(limit.seconds / MINUTE)} --swaps ${swaps}`;
  return `${['# Soak', `Made by \`${command}\` on ${date}.`, ...facts].join('\n\n')}\n`;
}

/**
 * In which second latency is back to normal and stays so: no more than twice what it was, in the middle and at the edge.
 * @returns nothing where it does not
 */
export function secondsToRecover(before: SoakAnswer, after: SoakAnswer): number | undefined {
  const isNormal = after.timeline.map(
    ({ p50Ms, p99Ms }) => p50Ms <= 2 * before.p50Ms && p99Ms <= 2 * before.p99Ms,
  );
  const last = isNormal.lastIndexOf(false);
  return after.timeline[last + 1]?.second;
}

function rowOf(name: string, answer: SoakAnswer): string[] {
  const { seconds, statuses, errors, wrong, p50Ms, p99Ms } = answer;
  const all = statuses.reduce((sum, { count }) => sum + count, 0);
  const [good, refused] = [countOf(answer, 200), countOf(answer, 503)];
  return [
    name,
    formatNumber(seconds),
    good.toLocaleString('en-US'),
    refused.toLocaleString('en-US'),
    String(all - good - refused),
    String(errors),
    String(wrong),
    formatNumber(good / seconds),
    formatNumber(p50Ms),
    formatNumber(p99Ms),
  ];
}
