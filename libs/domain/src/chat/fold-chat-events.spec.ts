import { describe, expect, it } from 'vitest';
import type { ChatEvent } from './chat-event.js';
import { foldChatEvents } from './fold-chat-events.js';

const reason = (text: string): ChatEvent => ({ type: 'reasoning-delta', text });
const sign = (value: string): ChatEvent => ({
  type: 'reasoning-signature',
  signature: { format: 'f', value, itemId: null },
});

describe(foldChatEvents, () => {
  it('keeps parts in the order in which they began, and puts interleaved calls together', () => {
    const { parts } = foldChatEvents([
      { type: 'start', id: 'a', model: 'm' },
      { type: 'text-delta', text: 'a' },
      { type: 'tool-call-start', index: 0, id: 'c0', name: 'f' },
      { type: 'tool-call-start', index: 1, id: 'c1', name: 'g' },
      { type: 'tool-call-delta', index: 0, argumentsText: '{"x"' },
      { type: 'tool-call-delta', index: 1, argumentsText: '{}' },
      { type: 'tool-call-delta', index: 0, argumentsText: ':1}' },
      { type: 'text-delta', text: 'b' },
    ]);
    expect(parts).toEqual([
      { type: 'text', text: 'a' },
      { type: 'tool-call', id: 'c0', name: 'f', argumentsText: '{"x":1}' },
      { type: 'tool-call', id: 'c1', name: 'g', argumentsText: '{}' },
      { type: 'text', text: 'b' },
    ]);
  });

  it('ends a piece of reasoning with its signature, also where there is nothing else of it', () => {
    const { parts } = foldChatEvents([
      reason('a'),
      reason('b'),
      sign('s1'),
      reason('c'),
      sign('s2'),
      sign('s3'),
    ]);
    expect(parts).toMatchObject([
      { text: 'ab', signature: { value: 's1' } },
      { text: 'c', signature: { value: 's2' } },
      { text: '', signature: { value: 's3' } },
    ]);
  });
});
