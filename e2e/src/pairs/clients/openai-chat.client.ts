import OpenAI from 'openai';
import type { Answer, Finish, Usage } from '../conversation.js';
import {
  type Gateway,
  inChats,
  newWire,
  type OfficialClient,
  type Refused,
  refusals,
  toolChoices,
  usageDetails,
  wordIn,
} from './official-client.js';
import { toChatParams } from './openai-chat-messages.js';

type Completion = OpenAI.Chat.ChatCompletion;

/** What gateways add to OpenAI's messages for models that show what they think, and expect back as it was. */
type Thought = { reasoning_content?: string; reasoning_details?: object[] };

const finishes: Readonly<Record<string, Finish>> = {
  stop: 'stop',
  length: 'length',
  tool_calls: 'tools',
  content_filter: 'refusal',
};

/** `openai`, chat completions. */
export const openAiChatClient = (gateway: Gateway): OfficialClient => ({
  name: 'openai (chat)',
  can: [...inChats, ...toolChoices, 'stop', 'reasoning', 'sealed reasoning', ...refusals, ...usageDetails],
  async ask(conversation, mode, model) {
    const wire = newWire(gateway);
    const client = newOpenAi(gateway, wire.fetch);
    const params = { ...toChatParams(conversation), model };
    if (mode === 'whole')
      return toAnswer(await client.chat.completions.create({ ...params, stream: false }), wire.headers());
    const stream = client.chat.completions.stream({
      ...params,
      stream: true,
      stream_options: { include_usage: true },
    });
    const thought: Required<Thought> = { reasoning_content: '', reasoning_details: [] };
    stream.on('chunk', ({ choices: [choice] }) => {
      const delta = (choice?.delta ?? {}) as Thought;
      thought.reasoning_content += delta.reasoning_content ?? '';
      thought.reasoning_details.push(...(delta.reasoning_details ?? []));
    });
    const completion = await stream.finalChatCompletion();
    // The SDK keeps only the last piece of fields it does not know.
    for (const { message } of completion.choices) Object.assign(message, thought);
    return toAnswer(completion, wire.headers());
  },
  kindOf: kindOfOpenAiError,
});

export const newOpenAi = (gateway: Gateway, fetchOfWire: typeof fetch): OpenAI =>
  new OpenAI({ baseURL: `${gateway.url}/v1`, apiKey: 'any', maxRetries: 0, fetch: fetchOfWire });

/** By the SDK's own classes, and the code of its errors. */
export function kindOfOpenAiError(error: unknown): Refused {
  if (error instanceof OpenAI.NotFoundError) return error.code === 'model_not_found' ? 'not found' : 'other';
  if (error instanceof OpenAI.BadRequestError) return 'bad request';
  return error instanceof OpenAI.RateLimitError ? 'rate limit' : 'other';
}

function toAnswer({ choices: [choice], usage }: Completion, headers: Headers): Answer {
  if (!choice) throw new Error('the completion holds no choice');
  const { message } = choice;
  const calls = (message.tool_calls ?? []).filter((call) => call.type === 'function');
  return {
    text: message.content ?? '',
    reasoning: (message as Thought).reasoning_content ?? '',
    refusal: message.refusal ?? '',
    toolCalls: calls.map(({ id, function: { name, arguments: input } }) => ({
      id,
      name,
      input: JSON.parse(input),
    })),
    finish: wordIn(finishes, choice.finish_reason),
    usage: usage ? toChatUsage(usage) : null,
    native: message,
    headers,
  };
}

export const toChatUsage = (usage: OpenAI.CompletionUsage): Usage => ({
  input: usage.prompt_tokens,
  cacheRead: usage.prompt_tokens_details?.cached_tokens ?? 0,
  cacheWrite: (usage.prompt_tokens_details as { cache_write_tokens?: number })?.cache_write_tokens ?? 0,
  output: usage.completion_tokens,
  reasoning: usage.completion_tokens_details?.reasoning_tokens ?? 0,
});
