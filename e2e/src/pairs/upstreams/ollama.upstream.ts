import { ollamaAnswer } from '../frames/ollama.frames.js';
import { type Json, jsonOf, listOf } from './json-view.js';
import type { Said, Seen, UpstreamUnderTest } from './upstream-under-test.js';

export const ollamaUpstream: UpstreamUnderTest = {
  name: "Ollama's own API",
  endpointType: 'ollama',
  model: 'qwen3:8b',
  knowsStop: true,
  knowsToolChoice: false,
  mockIsLaxAt: null,
  see,
  scripted: {
    usage: {
      answer: ollamaAnswer([{ content: 'Hi there' }], 'stop', { prompt_eval_count: 100, eval_count: 50 }),
      counts: { input: 100, cacheRead: 0, cacheWrite: 0, output: 50, reasoning: 0 },
    },
    text: (content) => ollamaAnswer(content === '' ? [] : [{ content }]),
    errorEvent: (error) => `${JSON.stringify({ error })}\n`,
    cutOff: (text) => ollamaAnswer([{ content: text }], 'length'),
    reasoning: (thought, text) => ollamaAnswer([{ content: '', thinking: thought }, { content: text }]),
    refusal: null,
    sealed: null,
    interleavedCalls: null,
  },
};

function see(body: Json): Seen {
  // The older form has but a prompt.
  const messages = listOf(
    body.messages ?? [
      { role: 'system', content: body.system ?? '' },
      { role: 'user', content: body.prompt, images: body.images },
    ],
  );
  return {
    system: messages
      .filter(({ role }) => role === 'system')
      .map(({ content }) => content)
      .join('\n\n'),
    said: messages.filter(({ role }) => role !== 'system').flatMap(saidIn),
    tools: listOf(body.tools).map((tool) => {
      const { name, parameters } = jsonOf(tool.function);
      return { name: String(name), schema: parameters };
    }),
    toolChoice: 'auto',
    schema: body.format ?? null,
    stop: ([] as unknown[]).concat(jsonOf(body.options).stop ?? []).map(String),
    maxTokens: jsonOf(body.options).num_predict,
    temperature: jsonOf(body.options).temperature,
    wantsThinking: body.think !== undefined && body.think !== false,
  };
}

function saidIn({ role, content, images, tool_calls: calls, tool_name: name }: Json): Said[] {
  if (role === 'tool') return [{ result: String(name), text: String(content) }];
  const text = String(content ?? '');
  return [
    ...(text === '' ? [] : [role === 'user' ? { user: text } : { assistant: text }]),
    ...((images ?? []) as string[]).map((base64) => ({ image: { mediaType: '', base64 } })),
    ...listOf(calls).map(({ function: details }) => ({
      call: String(jsonOf(details).name),
      input: jsonOf(details).arguments,
    })),
  ];
}
