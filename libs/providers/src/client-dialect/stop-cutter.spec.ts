import type { ChatEvent } from '@switchyard/domain';
import { describe, expect, it } from 'vitest';
import { StopCutter } from './stop-cutter.js';

const text = (value: string): ChatEvent => ({ type: 'text-delta', text: value });
const end: ChatEvent = { type: 'finish', reason: 'length', stopSequence: null };
const thought: ChatEvent = { type: 'reasoning-delta', text: 'END' };

function cut(stops: string[], events: ChatEvent[]) {
  const sut = new StopCutter(stops);
  const passed = events.flatMap((event) => sut.push(event));
  const said = passed.flatMap((event) => (event.type === 'text-delta' ? [event.text] : [])).join('');
  return { said, isCut: sut.isCut, finish: passed.find((event) => event.type === 'finish'), passed };
}

describe(StopCutter.name, () => {
  it.each<[string, string[], string[], string]>([
    ['within one piece', ['END'], ['one END two'], 'one '],
    ['split over pieces', ['END'], ['one E', 'N', 'D two'], 'one '],
    ['at each character', ['END'], [...'one END two'], 'one '],
    ['that is the first of several', ['two', 'END'], ['one END two'], 'one '],
    ['after a false beginning', ['aab'], ['a', 'a', 'a', 'b'], 'a'],
    ['that overlaps itself', ['abab'], ['xaba', 'bab'], 'x'],
  ])('ends the text before a stop sequence %s', (_case, stops, pieces, expected) => {
    const { said, isCut, finish } = cut(stops, [...pieces.map(text), end]);
    expect(said).toBe(expected);
    expect(isCut).toBe(true);
    expect(finish).toMatchObject({ reason: 'stop' });
  });

  it('lets everything through where none comes, also what began like one', () => {
    const { said, isCut, finish } = cut(['END'], [text('the EN'), text('gine E'), end]);
    expect(said).toBe('the ENgine E');
    expect(isCut).toBe(false);
    expect(finish).toBe(end);
  });

  it('takes any number of sequences', () => {
    const stops = Array.from({ length: 200_000 }, (_, index) => `stop ${index}`);
    expect(cut(stops, [text('a stop 7')]).said).toBe('a ');
  });

  it('holds back no more than what may be the beginning of one', () => {
    expect(cut(['END'], [text('the EN')]).said).toBe('the ');
  });

  it('does not look into reasoning, and takes an empty sequence for none', () => {
    expect(cut(['END', ''], [thought, text('a'), end]).passed).toEqual([thought, text('a'), end]);
  });

  it('still hears of the usage after the cut, and of nothing else', () => {
    const usage = {
      inputTokens: 1,
      cacheReadTokens: 0,
      cacheWriteTokens: 0,
      outputTokens: 1,
      reasoningTokens: 0,
    };
    const { passed } = cut(['X'], [text('aX'), text('b'), end, { type: 'usage', usage }]);
    expect(passed.map(({ type }) => type)).toEqual(['text-delta', 'finish', 'usage']);
  });
});
