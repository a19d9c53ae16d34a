import { describe, expect, it } from 'vitest';
import { inParallel } from './in-parallel.js';

const { signal } = new AbortController();

describe(inParallel.name, () => {
  it('gives the results in the order of the items, whichever is done first', async () => {
    const finish: ((value: number) => void)[] = [];
    const results = inParallel(
      [1, 2, 3],
      3,
      signal,
      (item) =>
        new Promise<number>((resolve) => {
          finish[item] = resolve;
        }),
    );
    for (const item of [3, 1, 2]) finish[item]?.(item * 10);
    expect(await results).toEqual([10, 20, 30]);
  });

  it('never works on more than so many', async () => {
    let open = 0;
    let most = 0;
    await inParallel([...Array(20).keys()], 4, signal, async () => {
      most = Math.max(most, ++open);
      await new Promise((resolve) => setImmediate(resolve));
      open--;
    });
    expect(most).toBe(4);
  });

  it('begins nothing once it is to stop', async () => {
    const stop = new AbortController();
    const begun: number[] = [];
    const run = inParallel([1, 2, 3], 1, stop.signal, async (item) => {
      begun.push(item);
      stop.abort(new Error('enough'));
    });
    await expect(run).rejects.toThrow('enough');
    expect(begun).toEqual([1]);
  });
});
