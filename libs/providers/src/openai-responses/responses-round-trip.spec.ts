import type { ChatEvent } from '@switchyard/domain';
import { describe, expect, it } from 'vitest';
import { BodyBytes } from '../body-bytes/body-bytes.js';
import { SseSplitter } from '../sse/sse-splitter.js';
import { ResponsesEventReader } from './read-responses-events.js';
import { readEncryptedContent } from './reasoning-items.js';
import { ResponsesEventWriter } from './responses-event-writer.js';

const call = {
  surface: 'openai-responses' as const,
  bytes: BodyBytes.read(Buffer.from('{}')),
  body: { model: 'm', tools: [{ type: 'custom', name: 'patch' }] },
  model: 'm',
  wantsStream: true,
  wantsUsage: true,
};

const signature = { format: 'openai-responses-v1', value: 's', itemId: 'rs_1' };
const usage = {
  inputTokens: 1,
  cacheReadTokens: 2,
  cacheWriteTokens: 3,
  outputTokens: 4,
  reasoningTokens: 5,
};

const events: ChatEvent[] = [
  { type: 'start', id: 'resp_1', model: 'm' },
  { type: 'reasoning-signature', signature },
  { type: 'text-delta', text: 'a' },
  { type: 'text-delta', text: '\n"ü😀' },
  { type: 'tool-call-start', index: 0, id: 'c0', name: 'f' },
  { type: 'tool-call-delta', index: 0, argumentsText: '{"a"' },
  { type: 'tool-call-start', index: 1, id: 'c1', name: 'g' },
  { type: 'tool-call-delta', index: 1, argumentsText: '{}' },
  { type: 'tool-call-delta', index: 0, argumentsText: ':1}' },
  { type: 'refusal-delta', text: 'no' },
  { type: 'tool-call-start', index: 2, id: 'c2', name: 'patch' },
  { type: 'tool-call-delta', index: 2, argumentsText: '{"input":"x"}' },
  { type: 'reasoning-delta', text: 'h' },
  { type: 'reasoning-delta', text: 'm' },
  { type: 'usage', usage },
  { type: 'finish', reason: 'tool-calls', stopSequence: null },
];

const written = (given: readonly ChatEvent[]): Buffer[] => {
  const writer = new ResponsesEventWriter(call, 0);
  const text = given.map((event) => writer.write(event)).join('') + writer.end();
  return new SseSplitter().push(Buffer.from(text));
};

describe('a stream of this dialect', () => {
  it('is read as it was written', () => {
    const reader = new ResponsesEventReader();
    expect(written(events).flatMap((frame) => reader.read(frame) ?? [])).toEqual(events);
    expect(reader).toMatchObject({ isDone: true, isComplete: true, error: null });
  });

  it('is read as it was written when it was cut off', () => {
    const end = { type: 'finish' as const, reason: 'length' as const, stopSequence: null };
    const cut = [...events.slice(0, 4), { type: 'usage' as const, usage }, end];
    const reader = new ResponsesEventReader();
    expect(written(cut).flatMap((frame) => reader.read(frame) ?? [])).toEqual(cut);
  });

  it('carries the seal of another provider, to be found again', () => {
    const foreign = { format: 'f', value: 'a:b', itemId: null };
    const reader = new ResponsesEventReader();
    const read = written([
      { type: 'reasoning-delta', text: 'h' },
      { type: 'reasoning-signature', signature: foreign },
    ]).flatMap((frame) => reader.read(frame) ?? []);
    const sealed = read.find(({ type }) => type === 'reasoning-signature');
    const value = sealed?.type === 'reasoning-signature' ? sealed.signature.value : '';
    expect(readEncryptedContent(value, 'rs_sy')).toEqual({ isRedacted: false, signature: foreign });
  });
});
