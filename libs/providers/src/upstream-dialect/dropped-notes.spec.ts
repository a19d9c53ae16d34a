import type { ChatRequest } from '@switchyard/domain';
import { describe, expect, it } from 'vitest';
import { type Carried, droppedNotes } from './dropped-notes.js';

const nothing: Carried = { extras: null, cacheMarks: false, reasoningFormat: null };
const aRequest = (parts: Partial<ChatRequest>) =>
  ({ messages: [], tools: [], vocabulary: 'v', extras: {}, ...parts }) as unknown as ChatRequest;
const thought = (format: string | null): ChatRequest['messages'] => [
  {
    role: 'assistant',
    content: [
      {
        type: 'reasoning',
        text: 'hm',
        signature: format === null ? null : { format, value: 's', itemId: null },
      },
    ],
  },
];

describe(droppedNotes, () => {
  it('names fields that the endpoint has nothing like, unless they are its own words', () => {
    const request = aRequest({ extras: { seedling: 1, tier: 'x' } });
    expect(droppedNotes(request, nothing)[0]).toContain('seedling, tier');
    const own = { ...nothing, extras: { vocabulary: 'v', names: ['tier'] } };
    expect(droppedNotes(request, own)[0]).not.toContain('tier');
    const foreign = { ...nothing, extras: { vocabulary: 'w', names: ['tier'] } };
    expect(droppedNotes(request, foreign)[0]).toContain('tier');
  });

  it('keeps names out of the header that could break it', () => {
    expect(droppedNotes(aRequest({ extras: { 'a\r\nb: c': 1 } }), nothing)).toEqual([]);
  });

  it('tells of marks for a cache that the endpoint does not take', () => {
    const tools = [{ name: 'f', description: null, inputSchema: {}, strict: null, cacheControl: {} }];
    expect(droppedNotes(aRequest({ tools }), nothing)[0]).toContain('cache_control');
    expect(droppedNotes(aRequest({ tools }), { ...nothing, cacheMarks: true })).toEqual([]);
  });

  it.each([
    ['its own format', 'f', 'f', 0],
    ['another format', 'g', 'f', 1],
    ['no signature', null, 'f', 1],
    ['any format, where none is taken', 'f', null, 1],
  ])('tells of thinking in %s', (_case, format, taken, count) => {
    const request = aRequest({ messages: thought(format) });
    expect(droppedNotes(request, { ...nothing, reasoningFormat: taken })).toHaveLength(count);
  });
});
