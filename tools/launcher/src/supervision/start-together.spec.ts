import { describe, expect, it } from 'vitest';
import { never } from '../testing/signals.js';
import { startTogether } from './start-together.js';

function stoppable() {
  const sut = {
    isStopped: false,
    stop: async () => {
      sut.isStopped = true;
    },
  };
  return sut;
}

describe(startTogether.name, () => {
  it('returns what was started, in order', async () => {
    const [one, two] = [stoppable(), stoppable()];
    expect(await startTogether(never, [async () => one, async () => two])).toEqual([one, two]);
    expect(one.isStopped).toBe(false);
  });

  it('stops those that started when another fails, and throws its error', async () => {
    const started = stoppable();
    const fail = async () => {
      throw new Error('no luck');
    };
    await expect(startTogether(never, [async () => started, fail])).rejects.toThrow('no luck');
    expect(started.isStopped).toBe(true);
  });

  it('tells those still starting to give up', async () => {
    const slow = (signal: AbortSignal) =>
      new Promise<never>((_resolve, reject) =>
        signal.addEventListener('abort', () => reject(new Error('gave up'))),
      );
    const fail = async () => {
      throw new Error('no luck');
    };
    await expect(startTogether(never, [slow, fail])).rejects.toThrow('no luck');
  });
});
