import { messagesAnswer, messagesEvent } from '../frames/messages.frames.js';
import { choiceIn, type Json, jsonOf, listOf, textsOf } from './json-view.js';
import type { Said, Seen, UpstreamUnderTest } from './upstream-under-test.js';

/** With characters that a careless hand would escape, trim or normalise. */
const sealedBlocks = [
  {
    type: 'thinking',
    thinking: '  I need the weather – é\u0301 "quoted"\n\nof Bern. ',
    signature: 'EqQBCkYIARgCKkDsig+/z==',
  },
  { type: 'redacted_thinking', data: 'EmwKAhgBEgy+/redacted==' },
  { type: 'thinking', thinking: '', signature: 'EqMBshownOfNothing+/==' },
];

export const anthropicUpstream: UpstreamUnderTest = {
  name: 'Anthropic Messages',
  endpointType: 'anthropic',
  model: 'claude-sonnet-4-5',
  knowsStop: true,
  knowsToolChoice: true,
  mockIsLaxAt: '/v1/messages',
  see,
  scripted: {
    usage: {
      answer: messagesAnswer([{ type: 'text', text: 'Hi there' }], 'end_turn', {
        input_tokens: 50,
        cache_creation_input_tokens: 20,
        cache_read_input_tokens: 30,
        output_tokens: 50,
        output_tokens_details: { thinking_tokens: 40 },
      }),
      counts: { input: 100, cacheRead: 30, cacheWrite: 20, output: 50, reasoning: 40 },
    },
    text: (text) => messagesAnswer(text === '' ? [] : [{ type: 'text', text }]),
    errorEvent: (message) => messagesEvent('error', { error: { type: 'overloaded_error', message } }),
    cutOff: (text) => messagesAnswer([{ type: 'text', text }], 'max_tokens'),
    reasoning: (thinking, text) =>
      messagesAnswer([
        { type: 'thinking', thinking, signature: 'EqQBCkYIARgCKkDsig==' },
        { type: 'text', text },
      ]),
    refusal: (text) => messagesAnswer([{ type: 'text', text }], 'refusal'),
    sealed: {
      answer: messagesAnswer(
        [...sealedBlocks, { type: 'tool_use', id: 'toolu_1', name: 'get_weather', input: { city: 'Bern' } }],
        'tool_use',
      ),
      seals: sealedBlocks,
      sealsIn: ({ messages }) =>
        listOf(messages)
          .flatMap(({ content }) => (typeof content === 'string' ? [] : listOf(content)))
          .filter(({ type }) => type === 'thinking' || type === 'redacted_thinking'),
    },
    interleavedCalls: null,
  },
};

function see(body: Json): Seen {
  const blocks = listOf(body.messages).flatMap(({ role, content }) =>
    (typeof content === 'string' ? [{ type: 'text', text: content }] : listOf(content)).map((block) => ({
      role,
      block: block as Json,
    })),
  );
  const names = new Map(blocks.map(({ block: { id, name } }) => [id, String(name)]));
  const { type, name } = jsonOf(body.tool_choice);
  return {
    system: textsOf(body.system ?? []).join('\n\n'),
    said: blocks.flatMap(({ role, block }) => saidIn(role, block, names)),
    tools: listOf(body.tools).map(({ name, input_schema: schema }) => ({ name: String(name), schema })),
    toolChoice: choiceIn(type === 'any' ? 'required' : type, name),
    schema: jsonOf(jsonOf(body.output_config).format).schema ?? null,
    stop: ((body.stop_sequences ?? []) as unknown[]).map(String),
    maxTokens: body.max_tokens,
    temperature: body.temperature,
    wantsThinking: ['enabled', 'adaptive'].includes(String(jsonOf(body.thinking).type)),
  };
}

function saidIn(role: unknown, block: Json, names: ReadonlyMap<unknown, string>): Said[] {
  const { type, text, source, name, input, tool_use_id: id, content } = block;
  if (type === 'text') return [role === 'user' ? { user: String(text) } : { assistant: String(text) }];
  if (type === 'tool_use') return [{ call: String(name), input }];
  if (type === 'tool_result') return [{ result: names.get(id) ?? '', text: textsOf(content).join('') }];
  if (type !== 'image') return [];
  const { media_type: mediaType, data } = jsonOf(source);
  return [{ image: { mediaType: String(mediaType), base64: String(data) } }];
}
