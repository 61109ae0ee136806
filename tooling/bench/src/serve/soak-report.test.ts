import { describe, expect, it } from 'vitest';
import type { SoakAnswer } from './soak-load';
import { secondsToRecover } from './soak-report';

/** An answer whose seconds have these latencies, the middle and the edge alike. */
function answerOf(...milliseconds: number[]): SoakAnswer {
  const timeline = milliseconds.map((ms, second) => ({ second, answers: 50, p50Ms: ms, p99Ms: ms }));
  return { seconds: timeline.length, statuses: [], errors: 0, wrong: 0, p50Ms: 10, p99Ms: 10, timeline };
}

describe('the second in which latency is back to normal', () => {
  it('is the first after which it stays so', () => {
    expect(secondsToRecover(answerOf(10), answerOf(900, 20, 21, 19, 10))).toBe(3);
    expect(secondsToRecover(answerOf(10), answerOf(10, 10))).toBe(0);
  });

  it('is none where it does not stay so', () => {
    expect(secondsToRecover(answerOf(10), answerOf(10, 10, 30))).toBeUndefined();
  });
});
