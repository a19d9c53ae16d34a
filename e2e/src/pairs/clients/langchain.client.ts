import { ChatOpenAI, type ChatOpenAIFields } from '@langchain/openai';
import type { Answer, Conversation, Finish, Turn, Usage } from '../conversation.js';
import {
  type Ability,
  type Gateway,
  inChats,
  newWire,
  type OfficialClient,
  wordIn,
} from './official-client.js';
import { kindOfOpenAiError } from './openai-chat.client.js';
import { toChatContent, toChatTool, toChatToolChoice, toResponseFormat } from './openai-chat-messages.js';

type Message = Awaited<ReturnType<ChatOpenAI['invoke']>>;
type Input = Extract<Parameters<ChatOpenAI['invoke']>[0], unknown[]>;

const finishes: Readonly<Record<string, Finish>> = {
  stop: 'stop',
  length: 'length',
  tool_calls: 'tools',
  content_filter: 'refusal',
};

const inBoth: readonly Ability[] = [
  ...inChats,
  'named tool',
  'refused end',
  'cache reads',
  'reasoning tokens',
  'reasoning',
];

/** `@langchain/openai`, chat completions. It shows reasoning but does not give it back, and no words of refusal. */
export const langChainChatClient = (gateway: Gateway): OfficialClient =>
  langChainClient('@langchain/openai (chat)', [...inBoth, 'tool choice', 'stop'], gateway, {});

/** The same, the Responses API. That one has no stop sequences, and the SDK leaves out a choice that is but a word. */
export const langChainResponsesClient = (gateway: Gateway): OfficialClient =>
  langChainClient('@langchain/openai (responses)', [...inBoth, 'refusal', 'sealed reasoning'], gateway, {
    useResponsesApi: true,
  });

const langChainClient = (
  name: string,
  can: readonly Ability[],
  gateway: Gateway,
  fields: ChatOpenAIFields,
): OfficialClient => ({
  name,
  can,
  async ask(conversation, mode, model) {
    const wire = newWire(gateway);
    const configuration = { baseURL: `${gateway.url}/v1`, fetch: wire.fetch };
    const { maxTokens, temperature } = conversation;
    const limits = {
      ...(maxTokens !== undefined && { maxTokens }),
      ...(temperature !== undefined && { temperature }),
    };
    const chat = new ChatOpenAI({ ...fields, ...limits, model, apiKey: 'any', maxRetries: 0, configuration });
    const { messages, ...call } = toCall(conversation);
    const isSealed = fields.useResponsesApi && conversation.thinks;
    const options = { ...call.options, ...(isSealed && SEALED_REASONING) };
    if (mode === 'whole') return toAnswer(await chat.invoke(messages, options), wire.headers());
    let sum: Message | undefined;
    for await (const part of await chat.stream(messages, options)) sum = sum?.concat(part) ?? part;
    if (!sum) throw new Error('the stream held nothing');
    return toAnswer(sum, wire.headers());
  },
  kindOf: kindOfOpenAiError,
});

/** Only of the Responses API: with one of these options the SDK would call that one itself. */
const SEALED_REASONING: ChatOpenAI['ParsedCallOptions'] = {
  reasoning: { effort: 'medium', summary: 'auto' },
  include: ['reasoning.encrypted_content'],
};

function toCall({ system, turns, tools, toolChoice, schema, stop, thinks }: Conversation): {
  messages: Input;
  options: ChatOpenAI['ParsedCallOptions'];
} {
  return {
    messages: [
      ...(system === undefined ? [] : [{ role: 'system', content: system }]),
      ...turns.flatMap(toMessages),
    ],
    options: {
      ...(tools && { tools: tools.map(toChatTool) }),
      ...(toolChoice && { tool_choice: toChatToolChoice(toolChoice) }),
      ...(schema && { response_format: toResponseFormat(schema) }),
      ...(stop && { stop: [...stop] }),
      ...(thinks && { reasoning: { effort: 'medium' } }),
    },
  };
}

function toMessages(turn: Turn): Input {
  switch (turn.by) {
    case 'user':
      return [{ role: 'user', content: toChatContent(turn.text, turn.image) }];
    case 'assistant':
      return [{ role: 'assistant', content: turn.text }];
    case 'answer':
      return [turn.answer.native as Message];
    case 'tools':
      return turn.results.map(({ call, text }) => ({ role: 'tool', content: text, tool_call_id: call.id }));
  }
}

type Metadata = {
  readonly finish_reason?: string;
  readonly status?: string;
  readonly incomplete_details?: { readonly reason?: string } | null;
};

/** Of the Responses API the SDK tells how an answer ended in the API's own fields. */
function finishOf({ response_metadata, tool_calls: calls }: Message): Answer['finish'] {
  const { finish_reason, status, incomplete_details: details } = response_metadata as Metadata;
  if (finish_reason) return wordIn(finishes, finish_reason);
  if (status === 'incomplete') return details?.reason === 'content_filter' ? 'refusal' : 'length';
  if (status !== 'completed') return status ?? null;
  return calls?.length ? 'tools' : 'stop';
}

const toAnswer = (message: Message, headers: Headers): Answer => ({
  text: message.text,
  reasoning: reasoningOf(message),
  refusal: String(message.additional_kwargs.refusal ?? ''),
  toolCalls: (message.tool_calls ?? []).map(({ id = '', name, args: input }) => ({ id, name, input })),
  finish: finishOf(message),
  usage: toUsage(message),
  native: message,
  headers,
});

function reasoningOf({ additional_kwargs: { reasoning_content: text, reasoning } }: Message): string {
  if (typeof text === 'string') return text;
  const summary = (reasoning as { summary?: { text: string }[] } | undefined)?.summary ?? [];
  return summary.map((part) => part.text).join('');
}

function toUsage({ usage_metadata: usage }: Message): Usage | null {
  if (!usage) return null;
  return {
    input: usage.input_tokens,
    cacheRead: usage.input_token_details?.cache_read ?? 0,
    output: usage.output_tokens,
    reasoning: usage.output_token_details?.reasoning ?? 0,
  };
}
