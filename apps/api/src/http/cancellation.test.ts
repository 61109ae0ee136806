import { describe, expect, it } from 'vitest';
import { Cancellation } from './cancellation';

describe('a cancellation', () => {
  it('tells its first reason, to those who listen and those who ask', () => {
    const cancellation = new Cancellation();
    const heard: Error[] = [];
    cancellation.onCancel((reason) => heard.push(reason));
    cancellation.throwIfCancelled();
    expect(cancellation.isCancelled).toBe(false);
    const [late, gone] = [new Error('too late'), new Error('gone')];
    cancellation.cancel(late);
    cancellation.cancel(gone);
    expect(heard).toEqual([late]);
    expect(cancellation.isCancelled).toBe(true);
    expect(() => cancellation.throwIfCancelled()).toThrow(late);
  });

  it('is not told to those who listen no more', () => {
    const cancellation = new Cancellation();
    let count = 0;
    const stopListening = cancellation.onCancel(() => count++);
    stopListening();
    cancellation.cancel(new Error('too late'));
    expect(count).toBe(0);
  });
});
