import { sseData } from '@switchyard/testing';
import { chatAnswer, interleavedChatCalls } from '../frames/chat.frames.js';
import { choiceIn, imageOf, type Json, jsonOf, listOf, parse, textsOf } from './json-view.js';
import type { Said, Seen, UpstreamUnderTest } from './upstream-under-test.js';

export const openAiUpstream: UpstreamUnderTest = {
  name: 'OpenAI chat completions',
  endpointType: 'openai',
  model: 'gpt-5.2',
  knowsStop: true,
  knowsToolChoice: true,
  mockIsLaxAt: null,
  see,
  scripted: {
    usage: {
      answer: chatAnswer([{ content: 'Hi there' }], 'stop', {
        prompt_tokens: 100,
        completion_tokens: 50,
        total_tokens: 150,
        prompt_tokens_details: { cached_tokens: 30, cache_write_tokens: 20 },
        completion_tokens_details: { reasoning_tokens: 40 },
      }),
      counts: { input: 100, cacheRead: 30, cacheWrite: 20, output: 50, reasoning: 40 },
    },
    text: (text) => chatAnswer([{ content: text }]),
    errorEvent: (message) => sseData({ error: { message, type: 'server_error', code: null } }),
    cutOff: (text) => chatAnswer([{ content: text }], 'length'),
    reasoning: (thought, text) => chatAnswer([{ reasoning_content: thought }, { content: text }]),
    refusal: (text) => chatAnswer([{ refusal: text }], 'content_filter'),
    sealed: null,
    interleavedCalls: interleavedChatCalls,
  },
};

function see(body: Json): Seen {
  // A text completion has but a prompt.
  const messages = listOf(body.messages ?? [{ role: 'user', content: body.prompt }]);
  const names = new Map(
    messages.flatMap(({ tool_calls: calls }) =>
      listOf(calls).map(({ id, function: details }) => [id, String(jsonOf(details).name)] as const),
    ),
  );
  const isSystem = ({ role }: Json): boolean => role === 'system' || role === 'developer';
  const format = jsonOf(jsonOf(body.response_format).json_schema);
  return {
    system: messages
      .filter(isSystem)
      .flatMap(({ content }) => textsOf(content))
      .join('\n\n'),
    said: messages.filter((message) => !isSystem(message)).flatMap((message) => saidIn(message, names)),
    tools: listOf(body.tools).map((tool) => {
      const { name, parameters } = jsonOf(tool.function);
      return { name: String(name), schema: parameters };
    }),
    toolChoice: choiceIn(body.tool_choice, jsonOf(jsonOf(body.tool_choice).function).name),
    schema: format.schema ?? null,
    stop: ([] as unknown[]).concat(body.stop ?? []).map(String),
    maxTokens: body.max_completion_tokens ?? body.max_tokens,
    temperature: body.temperature,
    wantsThinking: body.reasoning_effort !== undefined,
  };
}

function saidIn(message: Json, names: ReadonlyMap<unknown, string>): Said[] {
  const { role, content, tool_calls: calls, tool_call_id: id } = message;
  if (role === 'tool') return [{ result: names.get(id) ?? '', text: textsOf(content).join('') }];
  if (role === 'assistant')
    return [
      ...textsOf(content ?? [])
        .filter((text) => text !== '')
        .map((assistant) => ({ assistant })),
      ...listOf(calls).map(({ function: details }) => ({
        call: String(jsonOf(details).name),
        input: parse(jsonOf(details).arguments),
      })),
    ];
  if (typeof content === 'string') return [{ user: content }];
  return listOf(content).map((part) =>
    part.type === 'text' ? { user: String(part.text) } : { image: imageOf(jsonOf(part.image_url).url) },
  );
}
