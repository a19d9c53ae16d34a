import type { ChatEvent } from '@switchyard/domain';
import { describe, expect, it } from 'vitest';
import { SequentialToolCalls } from './sequential-tool-calls.js';

/** `0+` begins call 0, `0{` adds to it, `t` is text, `u` a usage report. */
const toEvent = (short: string): ChatEvent => {
  if (short === 't') return { type: 'text-delta', text: 'x' };
  if (short === 'u') {
    const none = {
      inputTokens: 1,
      cacheReadTokens: 0,
      cacheWriteTokens: 0,
      outputTokens: 1,
      reasoningTokens: 0,
    };
    return { type: 'usage', usage: none };
  }
  const index = Number(short[0]);
  const rest = short.slice(1);
  return rest === '+'
    ? { type: 'tool-call-start', index, id: `c${index}`, name: 'f' }
    : { type: 'tool-call-delta', index, argumentsText: rest };
};

const toShort = (event: ChatEvent): string => {
  if (event.type === 'tool-call-start') return `${event.index}+`;
  if (event.type === 'tool-call-delta') return `${event.index}${event.argumentsText}`;
  return event.type === 'usage' ? 'u' : 't';
};

const arrange = (text: string): { at: string[]; all: string } => {
  const sut = new SequentialToolCalls();
  const at = text.split(' ').map((short) => sut.push(toEvent(short)).map(toShort).join(' '));
  const rest = sut.flush().map(toShort).join(' ');
  return { at, all: [...at, rest].filter((piece) => piece !== '').join(' ') };
};

describe(SequentialToolCalls.name, () => {
  it.each([
    ['calls in order', '0+ 0{} 1+ 1{"a": 11}', '0+ 0{} 1+ 1{"a": 11}'],
    ['calls that interleave', '0+ 1+ 0{"a": 1{} 01}', '0+ 0{"a": 01} 1+ 1{}'],
    ['three at once', '0+ 1+ 2+ 2{} 1{} 0{}', '0+ 0{} 1+ 1{} 2+ 2{}'],
    ['a call that goes on with nothing', '0+ 1+ 0{} 0\n 1{}', '0+ 0{} 1+ 1{}'],
    ['a call that never gets arguments', '0+ 1+ 1{}', '0+ 1+ 1{}'],
    ['text after calls that wait', '0+ 1+ 1{} t', '0+ 1+ 1{} t'],
    ['a usage report among them', '0+ 1+ u 0{} 1{}', '0+ u 0{} 1+ 1{}'],
    ['a call that goes on after it was let go', '0+ 1+ 0{} 1{"a" 1:1} 2+ 2{}', '0+ 0{} 1+ 1{"a" 1:1} 2+ 2{}'],
  ])('puts %s one after the other', (_case, given, expected) => {
    expect(arrange(given).all).toBe(expected);
  });

  it('holds nothing up that comes in order', () => {
    expect(arrange('0+ 0{ 0} 1+ 1{}').at).toEqual(['0+', '0{', '0}', '1+', '1{}']);
  });

  it('lets a call go as soon as the one before it is whole', () => {
    expect(arrange('0+ 1+ 1{"a" 0{} 1:1}').at).toEqual(['0+', '', '', '0{} 1+ 1{"a"', '1:1}']);
  });
});
