import { describe, expect, it } from 'vitest';
import { inRounds } from './rounds.js';

const signal = new AbortController().signal;

describe(inRounds.name, () => {
  it('interleaves the contenders, after a warm-up that does not count', async () => {
    const order: string[] = [];
    const samples = await inRounds({
      contenders: [{ name: 'a' }, { name: 'b' }],
      rounds: 2,
      signal,
      measure: async ({ name }, round) => {
        order.push(`${name}${round}`);
        return round;
      },
    });
    expect(order).toEqual(['a-1', 'b-1', 'a0', 'b0', 'a1', 'b1']);
    expect([...samples]).toEqual([
      ['a', [0, 1]],
      ['b', [0, 1]],
    ]);
  });

  it('stops when asked to', async () => {
    const measured = inRounds({
      contenders: [{ name: 'a' }],
      rounds: 1,
      signal: AbortSignal.abort(new Error('stopped')),
      measure: async () => 1,
    });
    await expect(measured).rejects.toThrow('stopped');
  });
});
