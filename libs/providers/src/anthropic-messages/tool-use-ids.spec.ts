import { describe, expect, it } from 'vitest';
import { ToolUseIds } from './tool-use-ids.js';

describe(ToolUseIds.name, () => {
  it('finds an id for each of many calls of the same', () => {
    const sut = new ToolUseIds();
    const ids = Array.from({ length: 20_000 }, () => sut.next('call'));
    expect(new Set(ids).size).toBe(20_000);
    expect(ids.at(-1)).toBe('call_20000');
  });

  it.each([
    ['ids that are right stay', ['toolu_01A-b', 'call_2'], ['toolu_01A-b', 'call_2']],
    ['other characters are replaced', ['functions.get:0', 'a|b'], ['functions_get_0', 'a_b']],
    ['an empty id gets a name', ['', ''], ['call', 'call_2']],
    ['no id comes twice', ['a', 'a', 'a.2', 'a_2'], ['a', 'a_2', 'a_2_2', 'a_2_3']],
  ])('%s', (_case, given, expected) => {
    const sut = new ToolUseIds();
    expect(given.map((id) => sut.next(id))).toEqual(expected);
  });
});
