import { describe, expect, it } from 'vitest';
import { ToolCallIds } from './tool-call-ids.js';

describe(ToolCallIds.name, () => {
  it('finds for each result the oldest open call of its name', () => {
    const sut = new ToolCallIds();
    const [first, second, third] = [sut.called('f', null), sut.called('g', null), sut.called('f', null)];
    expect([sut.answered('g'), sut.answered('f'), sut.answered('f')]).toEqual([second, first, third]);
  });

  it('goes by order where a result has no name, and keeps ids that were given', () => {
    const sut = new ToolCallIds();
    sut.called('f', 'given');
    const own = sut.called('g', null);
    expect([sut.answered(null), sut.answered(null)]).toEqual(['given', own]);
  });

  it('gives a result without a call an id of its own', () => {
    const sut = new ToolCallIds();
    expect(sut.answered('f')).not.toBe(sut.answered('f'));
  });
});
