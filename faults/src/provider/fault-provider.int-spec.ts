import Anthropic from '@anthropic-ai/sdk';
import { waitFor } from '@switchyard/testing';
import { Ollama } from 'ollama';
import OpenAI from 'openai';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { FaultProvider } from './fault-provider.js';
import { argumentsOf, textAnswer, textOf, toolAnswer } from './scripted-answer.js';

const text = textOf(textAnswer);
const toolInput = toolAnswer.toolCall && JSON.parse(argumentsOf(toolAnswer.toolCall));
const messages = [{ role: 'user' as const, content: 'hi' }];
const oddWays = ['ok', 'every-byte', 'inside-character', 'crlf', 'gzip', 'slow-first-token', 'usage-at-end'];
const oddToolWays = ['ok', 'tool-arguments-at-end'];

/** What the official SDKs, who know their dialects best, make of it. */
describe(FaultProvider.name, () => {
  let sut: FaultProvider;
  let openai: OpenAI;
  let anthropic: Anthropic;
  let ollama: Ollama;

  beforeAll(async () => {
    sut = await FaultProvider.start();
    openai = new OpenAI({ baseURL: `${sut.url}/v1`, apiKey: 'any', maxRetries: 0 });
    anthropic = new Anthropic({ baseURL: sut.url, apiKey: 'any', maxRetries: 0 });
    ollama = new Ollama({ host: sut.url });
  });

  afterAll(() => sut.stop());

  describe.each(oddWays)('that answers in the way %s', (way) => {
    const model = `fault-${way}`;

    it("is understood by OpenAI's SDK for chat", async () => {
      const stream = openai.chat.completions.stream({
        model,
        messages,
        stream_options: { include_usage: true },
      });
      const final = await stream.finalChatCompletion();
      expect(final.choices[0]).toMatchObject({ message: { content: text }, finish_reason: 'stop' });
      expect(final.usage).toMatchObject({ prompt_tokens: 41, completion_tokens: 13 });
    });

    it("is understood by OpenAI's SDK for Responses", async () => {
      const final = await openai.responses.stream({ model, input: 'hi' }).finalResponse();
      expect(final).toMatchObject({ output_text: text, status: 'completed', usage: { output_tokens: 13 } });
    });

    it("is understood by Anthropic's SDK", async () => {
      const final = await anthropic.messages.stream({ model, max_tokens: 9, messages }).finalMessage();
      expect(final).toMatchObject({
        content: [{ type: 'text', text }],
        stop_reason: 'end_turn',
        usage: { input_tokens: 25, cache_read_input_tokens: 16, output_tokens: 13 },
      });
    });

    it("is understood by Ollama's SDK", async () => {
      const parts = [];
      for await (const part of await ollama.chat({ model, messages, stream: true })) parts.push(part);
      expect(parts.map(({ message }) => message.content).join('')).toBe(text);
      expect(parts.at(-1)).toMatchObject({ done: true, prompt_eval_count: 41, eval_count: 13 });
    });
  });

  describe.each(oddToolWays)('that calls a tool in the way %s', (way) => {
    const model = `fault-${way}-tool`;

    it('is understood by every SDK', async () => {
      const chat = await openai.chat.completions.stream({ model, messages }).finalChatCompletion();
      const call = chat.choices[0]?.message.tool_calls?.[0];
      expect(call?.type === 'function' && JSON.parse(call.function.arguments)).toEqual(toolInput);
      const response = await openai.responses.stream({ model, input: 'hi' }).finalResponse();
      const [item] = response.output;
      expect(item?.type === 'function_call' && JSON.parse(item.arguments)).toEqual(toolInput);
      const message = await anthropic.messages.stream({ model, max_tokens: 9, messages }).finalMessage();
      expect(message.content[0]).toMatchObject({ type: 'tool_use', name: 'set_signal', input: toolInput });
      const parts = [];
      for await (const part of await ollama.chat({ model, messages, stream: true })) parts.push(part);
      expect(parts.flatMap((part) => part.message.tool_calls ?? [])[0]?.function.arguments).toEqual(
        toolInput,
      );
    });
  });

  it('may fill the time in a stream of events', async () => {
    const model = 'fault-comments';
    const chat = await openai.chat.completions.stream({ model, messages }).finalContent();
    const message = await anthropic.messages.stream({ model, max_tokens: 9, messages }).finalText();
    expect([chat, message]).toEqual([text, text]);
  });

  it('gives whole answers too', async () => {
    const model = 'fault-ok';
    const chat = await openai.chat.completions.create({ model, messages });
    expect(chat.choices[0]?.message.content).toBe(text);
    expect((await openai.responses.create({ model, input: 'hi' })).output_text).toBe(text);
    const message = await anthropic.messages.create({ model, max_tokens: 9, messages });
    expect(message.content).toEqual([{ type: 'text', text }]);
    expect((await ollama.chat({ model, messages })).message.content).toBe(text);
  });

  it('fails in the words of each dialect', async () => {
    const model = 'fault-401';
    await expect(openai.chat.completions.create({ model, messages })).rejects.toThrow(
      OpenAI.AuthenticationError,
    );
    await expect(anthropic.messages.create({ model, max_tokens: 9, messages })).rejects.toMatchObject({
      status: 401,
      type: 'authentication_error',
    });
    await expect(ollama.chat({ model, messages })).rejects.toMatchObject({ status_code: 401 });
  });

  it.each(['error-event', 'error-first'])(
    'breaks its streams with the error of each dialect: %s',
    async (way) => {
      const model = `fault-${way}`;
      const why = /The server had an error/;
      await expect(openai.chat.completions.stream({ model, messages }).done()).rejects.toThrow(why);
      await expect(openai.responses.stream({ model, input: 'hi' }).done()).rejects.toThrow(why);
      await expect(anthropic.messages.stream({ model, max_tokens: 9, messages }).done()).rejects.toThrow(why);
      const read = async () => {
        for await (const _part of await ollama.chat({ model, messages, stream: true }));
      };
      await expect(read()).rejects.toThrow(why);
    },
  );

  it.each(['silent', 'stall-middle', 'infinite'])(
    '%s goes on until its peer goes, and notes that',
    async (way) => {
      const marker = `by ${way}`;
      const client = new AbortController();
      const answer = openai.chat.completions.create(
        { model: `fault-${way}`, stream: true, messages: [{ role: 'user', content: marker }] },
        { signal: client.signal },
      );
      answer.catch(() => undefined);
      const call = await waitFor('the call', () => sut.callsWith(marker)[0]);
      expect(call).toMatchObject({ isOpen: true, isAborted: false });
      const { openCalls } = sut;
      client.abort();
      await waitFor('the end', () => !call.isOpen);
      expect(call.isAborted).toBe(true);
      expect(sut.openCalls).toBe(openCalls - 1);
    },
  );

  it('lists its models for whoever looks for some', async () => {
    expect((await openai.models.list()).data.map(({ id }) => id)).toContain('fault-ok');
    expect((await ollama.list()).models.map(({ name }) => name)).toContain('fault-429-quota');
  });
});
