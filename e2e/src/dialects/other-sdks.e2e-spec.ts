import { createOpenAI } from '@ai-sdk/openai';
import { ChatOpenAI, OpenAIEmbeddings } from '@langchain/openai';
import {
  chatChunk,
  checkedFetch,
  DONE,
  ScriptedUpstream,
  Switchyard,
  stores,
  usageChunk,
} from '@switchyard/testing';
import { generateText, jsonSchema, streamText, tool } from 'ai';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';

const usage = { prompt_tokens: 9, completion_tokens: 3, total_tokens: 12 };
const weather = { name: 'get_weather', arguments: '{"city":"Bern"}' };
const schema = {
  type: 'object' as const,
  properties: { city: { type: 'string' as const } },
  required: ['city'],
};

describe('libraries built on OpenAI', () => {
  let switchyard: Switchyard;
  let upstream: ScriptedUpstream;

  beforeAll(async () => {
    upstream = await ScriptedUpstream.start();
    switchyard = await Switchyard.prepare(stores());
    await switchyard.start('admin-api', 'gateway');
    await switchyard.addModel('fast', { url: upstream.url });
  });

  afterAll(async () => {
    await switchyard.stop();
    await upstream.stop();
  });

  const baseURL = () => `${switchyard.gatewayUrl}/v1`;
  const answer = (message: object, finishReason = 'stop') =>
    upstream.answerWith({
      id: 'c',
      object: 'chat.completion',
      created: 1,
      model: 'real',
      choices: [{ index: 0, message, finish_reason: finishReason }],
      usage,
    });
  const toolCall = { id: 'call_a', type: 'function', function: weather };

  describe('the AI SDK', () => {
    const model = () => createOpenAI({ baseURL: baseURL(), apiKey: 'any', fetch: checkedFetch }).chat('fast');
    const tools = { get_weather: tool({ description: 'the weather', inputSchema: jsonSchema(schema) }) };

    it('gets whole answers and tool calls', async () => {
      answer({ role: 'assistant', content: 'Hi there' });
      const whole = await generateText({ model: model(), prompt: 'Hello', maxRetries: 0 });
      expect([whole.text, whole.usage.inputTokens, whole.usage.outputTokens]).toEqual(['Hi there', 9, 3]);
      answer({ role: 'assistant', content: null, tool_calls: [toolCall] }, 'tool_calls');
      const { toolCalls } = await generateText({ model: model(), prompt: 'Weather?', tools, maxRetries: 0 });
      expect(toolCalls).toMatchObject([
        { toolCallId: 'call_a', toolName: 'get_weather', input: { city: 'Bern' } },
      ]);
    });

    it('gets streams with usage and tool calls', async () => {
      upstream.streamWith(
        chatChunk({ role: 'assistant', content: 'Hi ' }),
        chatChunk({ content: 'there' }),
        chatChunk({}, 'stop'),
        usageChunk(usage),
        DONE,
      );
      const stream = streamText({ model: model(), prompt: 'Hello', maxRetries: 0 });
      expect(await stream.text).toBe('Hi there');
      expect((await stream.usage).outputTokens).toBe(3);
      upstream.streamWith(
        chatChunk({ tool_calls: [{ index: 0, ...toolCall }] }),
        chatChunk({}, 'tool_calls'),
        usageChunk(usage),
        DONE,
      );
      const calling = streamText({ model: model(), prompt: 'Weather?', tools, maxRetries: 0 });
      expect(await calling.toolCalls).toMatchObject([{ toolName: 'get_weather', input: { city: 'Bern' } }]);
      expect(await calling.finishReason).toBe('tool-calls');
    });
  });

  describe('LangChain', () => {
    const model = () =>
      new ChatOpenAI({
        model: 'fast',
        apiKey: 'any',
        maxRetries: 0,
        configuration: { baseURL: baseURL(), fetch: checkedFetch },
      });

    it('gets whole answers and tool calls', async () => {
      answer({ role: 'assistant', content: 'Hi there' });
      const whole = await model().invoke('Hello');
      expect(whole.content).toBe('Hi there');
      expect(whole.usage_metadata).toMatchObject({ input_tokens: 9, output_tokens: 3 });
      answer({ role: 'assistant', content: '', tool_calls: [toolCall] }, 'tool_calls');
      const bound = model().bindTools([
        { type: 'function', function: { name: 'get_weather', parameters: schema } },
      ]);
      expect((await bound.invoke('Weather?')).tool_calls).toMatchObject([
        { id: 'call_a', name: 'get_weather', args: { city: 'Bern' } },
      ]);
    });

    it('gets streams', async () => {
      upstream.streamWith(
        chatChunk({ role: 'assistant', content: 'Hi ' }),
        chatChunk({ content: 'there' }),
        chatChunk({}, 'stop'),
        usageChunk(usage),
        DONE,
      );
      let text = '';
      for await (const part of await model().stream('Hello')) text += part.content;
      expect(text).toBe('Hi there');
    });

    it('embeds', async () => {
      upstream.answerWith({
        data: [{ object: 'embedding', index: 0, embedding: [0.5, 1] }],
        usage: { prompt_tokens: 1, total_tokens: 1 },
      });
      const embeddings = new OpenAIEmbeddings({
        model: 'fast',
        apiKey: 'any',
        maxRetries: 0,
        encodingFormat: 'float',
        configuration: { baseURL: baseURL() },
      });
      expect(await embeddings.embedQuery('hi')).toEqual([0.5, 1]);
    });
  });
});
