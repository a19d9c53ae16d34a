import { aVirtualModel } from '@switchyard/testing/builders';
import { describe, expect, it } from 'vitest';
import type { ChatDialect } from '../client-dialect/client-dialect.js';
import type { AttemptCodec } from '../codec/attempt-codec.js';
import { codecFor } from '../codec/codec-for.js';
import type { JsonObject } from '../json.js';
import { ollamaChatDialect } from '../ollama/ollama.dialect.js';
import { openAiChatDialect } from '../openai-chat/openai-chat.dialect.js';
import { anthropicMessagesDialect } from './anthropic-messages.dialect.js';
import { anthropicUpstreamDialect } from './anthropic-upstream.dialect.js';
import { synthesizeMessagesStream } from './synthesize-messages-stream.js';

const model = aVirtualModel({ actualModel: 'claude-sonnet-4-6', systemPrompt: 'Be brief.' });

const codecOf = (dialect: ChatDialect, body: JsonObject): AttemptCodec => {
  const call = dialect.decode(Buffer.from(JSON.stringify({ model: 'fast', ...body })));
  const attempted = {
    call,
    model,
    upstream: anthropicUpstreamDialect,
    asStream: call.wantsStream,
    startedAtMs: 0,
  };
  return codecFor(dialect, attempted);
};

const answer = {
  id: 'msg_1',
  type: 'message',
  role: 'assistant',
  model: 'claude-sonnet-4-6',
  content: [
    { type: 'thinking', thinking: 'Hm.', signature: 'Eq+/==' },
    { type: 'text', text: 'Let me look.' },
    { type: 'tool_use', id: 'toolu_1', name: 'look', input: { at: 'it' } },
  ],
  stop_reason: 'tool_use',
  stop_sequence: null,
  usage: { input_tokens: 10, cache_read_input_tokens: 5, output_tokens: 7 },
};
const tools = [{ type: 'function', function: { name: 'look', parameters: { type: 'object' } } }];
const question = { role: 'user', content: 'What is it?' };

const stream = (codec: AttemptCodec): string => {
  const translator = codec.newTranslator();
  const frames = codec.newSplitter().push(synthesizeMessagesStream(answer));
  const bytes = frames.map((frame) => translator.translate(frame).bytes ?? Buffer.alloc(0));
  expect(translator).toMatchObject({
    isDone: true,
    isComplete: true,
    usage: { inputTokens: 10, outputTokens: 7 },
  });
  return Buffer.concat([...bytes, translator.end()]).toString();
};
const whole = (codec: AttemptCodec): JsonObject =>
  JSON.parse(String(codec.readAnswer(answer, Buffer.from(JSON.stringify(answer))).encode())) as JsonObject;

describe('an endpoint that speaks Anthropic', () => {
  it('gives a client of its own dialect its bytes, and gets the client’s', () => {
    const body = { max_tokens: 9, messages: [question], stream: true, container: 'c' };
    const codec = codecOf(anthropicMessagesDialect, body);
    expect(codec).toMatchObject({ isNative: true, surface: 'anthropic-messages', notes: [] });
    expect(JSON.parse(codec.body.toString())).toEqual({
      ...body,
      model: 'claude-sonnet-4-6',
      system: 'Be brief.',
    });
    expect(stream(codec)).toBe(String(synthesizeMessagesStream(answer)));
    expect(whole(codec)).toEqual(answer);
  });

  it('streams to a client of OpenAI’s chat', () => {
    const codec = codecOf(openAiChatDialect, { messages: [question], tools, stream: true });
    expect(JSON.parse(codec.body.toString())).toEqual({
      model: 'claude-sonnet-4-6',
      max_tokens: 4_096,
      system: 'Be brief.',
      messages: [{ role: 'user', content: [{ type: 'text', text: 'What is it?' }] }],
      tools: [{ name: 'look', input_schema: { type: 'object' } }],
      stream: true,
    });
    expect(codec.notes).toEqual(['max_tokens was set to 4096, as the endpoint needs a limit']);
    const sent = stream(codec);
    expect(sent).toContain('"content":"Let me look."');
    expect(sent).toContain('"finish_reason":"tool_calls"');
    expect(sent.trimEnd().endsWith('data: [DONE]')).toBe(true);
  });

  it('takes back from a client of OpenAI’s chat what its model thought, as it thought it', () => {
    const first = whole(codecOf(openAiChatDialect, { messages: [question], tools }));
    const [choice] = first.choices as { message: JsonObject; finish_reason: string }[];
    expect(choice?.finish_reason).toBe('tool_calls');
    const result = { role: 'tool', tool_call_id: 'toolu_1', content: 'A door.' };
    const next = codecOf(openAiChatDialect, {
      messages: [question, choice?.message, result],
      tools,
      max_tokens: 9,
    });
    expect(next.notes).toEqual([]);
    expect(JSON.parse(next.body.toString()).messages.slice(1)).toEqual([
      { role: 'assistant', content: answer.content },
      {
        role: 'user',
        content: [
          { type: 'tool_result', tool_use_id: 'toolu_1', content: [{ type: 'text', text: 'A door.' }] },
        ],
      },
    ]);
  });

  it('answers a client of Ollama’s', () => {
    const codec = codecOf(ollamaChatDialect, { messages: [question], tools, think: true, stream: false });
    expect(JSON.parse(codec.body.toString())).toMatchObject({
      thinking: { type: 'adaptive' },
      max_tokens: 32_768,
    });
    expect(whole(codec)).toMatchObject({
      message: {
        content: 'Let me look.',
        thinking: 'Hm.',
        tool_calls: [{ function: { name: 'look', arguments: { at: 'it' } } }],
      },
      prompt_eval_count: 15,
      eval_count: 7,
    });
  });
});
