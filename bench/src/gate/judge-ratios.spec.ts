import { describe, expect, it } from 'vitest';
import { judgeRatios } from './judge-ratios.js';

describe(judgeRatios.name, () => {
  it.each([
    [2, true],
    [2.29, true],
    [2.31, false],
    [1, true],
  ])('%d against a baseline of 2 passes: %s', (ratio, isPassed) => {
    const [verdict] = judgeRatios({ chat: ratio }, { chat: 2 });
    expect(verdict).toMatchObject({ name: 'chat', isPassed });
    expect(verdict?.growth).toBeCloseTo(ratio / 2 - 1);
  });

  it('does not pass what the baseline does not know', () => {
    expect(judgeRatios({ stream: 1 }, { chat: 2 })).toMatchObject([{ baseline: undefined, isPassed: false }]);
  });
});
