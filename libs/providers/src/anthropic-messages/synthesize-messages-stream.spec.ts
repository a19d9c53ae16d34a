import { foldChatEvents } from '@switchyard/domain';
import { describe, expect, it } from 'vitest';
import type { JsonObject } from '../json.js';
import { parseSseFrame } from '../sse/sse-frame.js';
import { SseSplitter } from '../sse/sse-splitter.js';
import { MessagesEventReader, readMessagesAnswer } from './read-messages-events.js';
import { synthesizeMessagesStream } from './synthesize-messages-stream.js';

const message: JsonObject = {
  id: 'msg_1',
  type: 'message',
  role: 'assistant',
  model: 'claude-opus-5',
  content: [
    { type: 'thinking', thinking: 'Hm.', signature: 'Eq==' },
    { type: 'thinking', thinking: '', signature: 'Er==' },
    { type: 'redacted_thinking', data: 'Em==' },
    { type: 'text', text: 'Look:', citations: [{ type: 'char_location', cited_text: 'a' }, { type: 'x' }] },
    { type: 'text', text: 'there', citations: null },
    { type: 'server_tool_use', id: 's', name: 'web_search', input: { query: 'x' } },
    { type: 'web_search_tool_result', tool_use_id: 's', content: [{ type: 'web_search_result' }] },
    { type: 'tool_use', id: 'a', name: 'f', input: { x: { y: [1] } }, caller: { type: 'direct' } },
    { type: 'tool_use', id: 'b', name: 'g', input: {} },
    { type: 'of_tomorrow', deep: { er: true } },
  ],
  container: { id: 'c' },
  stop_reason: 'tool_use',
  stop_sequence: null,
  stop_details: null,
  usage: {
    input_tokens: 3,
    cache_read_input_tokens: 4,
    output_tokens: 7,
    service_tier: 'standard',
    output_tokens_details: { thinking_tokens: 2 },
  },
};

const framesOf = (whole: JsonObject): Buffer[] => new SseSplitter().push(synthesizeMessagesStream(whole));
const eventsOf = (whole: JsonObject): JsonObject[] =>
  framesOf(whole).map((frame) => {
    const { event, data } = parseSseFrame(frame);
    const value = JSON.parse(data ?? '') as JsonObject;
    expect(event).toBe(value.type);
    return value;
  });

/** Puts a stream together as clients do (Anthropic API reference, "Streaming Messages"). */
function accumulate(events: JsonObject[]): JsonObject {
  const appliers: Record<string, (block: JsonObject, delta: JsonObject) => void> = {
    text_delta: (block, delta) => {
      block.text = `${block.text}${delta.text}`;
    },
    thinking_delta: (block, delta) => {
      block.thinking = `${block.thinking}${delta.thinking}`;
    },
    signature_delta: (block, delta) => {
      block.signature = delta.signature;
    },
    citations_delta: (block, delta) => {
      block.citations = [...(block.citations as unknown[]), delta.citation];
    },
    input_json_delta: (block, delta) => {
      block.input = JSON.parse(String(delta.partial_json));
    },
  };
  let whole: JsonObject = {};
  const content: JsonObject[] = [];
  for (const event of events) {
    if (event.type === 'message_start') whole = event.message as JsonObject;
    if (event.type === 'content_block_start')
      content[Number(event.index)] = event.content_block as JsonObject;
    if (event.type === 'content_block_delta') {
      const delta = event.delta as JsonObject;
      appliers[String(delta.type)]?.(content[Number(event.index)] as JsonObject, delta);
    }
    if (event.type === 'message_delta') whole = { ...whole, ...(event.delta as object), usage: event.usage };
  }
  return { ...whole, content };
}

describe(synthesizeMessagesStream, () => {
  it('loses nothing of the message', () => {
    expect(accumulate(eventsOf(message))).toEqual(message);
  });

  it('keeps the grammar of a stream', () => {
    const types = eventsOf(message).map(({ type }) => type);
    expect(types.join(' ')).toMatch(
      /^message_start( content_block_start( content_block_delta)* content_block_stop){10} message_delta message_stop$/,
    );
    const start = eventsOf(message)[0]?.message;
    expect(start).toMatchObject({
      content: [],
      stop_reason: null,
      usage: { input_tokens: 3, output_tokens: 0 },
    });
  });

  it('reads like the message itself', () => {
    const sut = new MessagesEventReader();
    const events = framesOf(message).flatMap((frame) => sut.read(frame) ?? []);
    expect(foldChatEvents(events)).toEqual(foldChatEvents(readMessagesAnswer(message)));
    expect(sut.isComplete).toBe(true);
  });

  it('makes a whole stream of a message with hardly anything in it', () => {
    expect(eventsOf({ content: [] })).toEqual([
      {
        type: 'message_start',
        message: {
          content: [],
          stop_reason: null,
          stop_sequence: null,
          usage: { input_tokens: 0, output_tokens: 0 },
        },
      },
      {
        type: 'message_delta',
        delta: { stop_reason: 'end_turn', stop_sequence: null },
        usage: { output_tokens: 0 },
      },
      { type: 'message_stop' },
    ]);
  });
});
