import Anthropic from '@anthropic-ai/sdk';
import type { Answer, Conversation, Finish, ToolChoice, Turn, Usage } from '../conversation.js';
import {
  type Gateway,
  inChats,
  newWire,
  type OfficialClient,
  type Refused,
  refusals,
  toolChoices,
  wordIn,
} from './official-client.js';

const finishes: Readonly<Record<string, Finish>> = {
  end_turn: 'stop',
  stop_sequence: 'stop',
  max_tokens: 'length',
  tool_use: 'tools',
  refusal: 'refusal',
};

/** `@anthropic-ai/sdk`. */
export const anthropicClient = (gateway: Gateway): OfficialClient => ({
  name: '@anthropic-ai/sdk',
  can: [
    ...inChats,
    ...toolChoices,
    'stop',
    'reasoning',
    'sealed reasoning',
    ...refusals,
    'cache writes',
    'cache reads',
  ],
  async ask(conversation, mode, model) {
    const wire = newWire(gateway);
    const client = new Anthropic({
      baseURL: gateway.url,
      apiKey: 'any',
      maxRetries: 0,
      fetch: wire.fetch,
    });
    const params = { ...toParams(conversation), model };
    const message =
      mode === 'whole'
        ? await client.messages.create(params)
        : await client.messages.stream(params).finalMessage();
    return toAnswer(message, wire.headers());
  },
  kindOf,
});

function toParams(conversation: Conversation): Omit<Anthropic.MessageCreateParamsNonStreaming, 'model'> {
  const { system, turns, tools, toolChoice, schema, stop, thinks } = conversation;
  const { maxTokens = 4_000, temperature } = conversation;
  return {
    max_tokens: maxTokens,
    messages: turns.map(toMessage),
    ...(system !== undefined && { system }),
    ...(tools && {
      tools: tools.map(({ name, description, schema: inputSchema }) => ({
        name,
        description,
        input_schema: inputSchema,
      })),
    }),
    ...(toolChoice && { tool_choice: toToolChoice(toolChoice) }),
    ...(schema && { output_config: { format: { type: 'json_schema', schema } } }),
    ...(stop && { stop_sequences: [...stop] }),
    // The API has it still; this version of the SDK no longer names it.
    ...(temperature !== undefined && ({ temperature } as object)),
    ...(thinks && { thinking: { type: 'enabled', budget_tokens: 2_000 } }),
  };
}

function toToolChoice(choice: ToolChoice): Anthropic.ToolChoice {
  if (typeof choice !== 'string') return { type: 'tool', name: choice.tool };
  return { type: choice === 'required' ? 'any' : 'none' };
}

function toMessage(turn: Turn): Anthropic.MessageParam {
  switch (turn.by) {
    case 'user':
      return { role: 'user', content: turn.image ? withImage(turn.text, turn.image) : turn.text };
    case 'assistant':
      return { role: 'assistant', content: turn.text };
    case 'answer':
      return { role: 'assistant', content: turn.answer.native as Anthropic.ContentBlock[] };
    case 'tools':
      return {
        role: 'user',
        content: turn.results.map(({ call, text }) => ({
          type: 'tool_result',
          tool_use_id: call.id,
          content: text,
        })),
      };
  }
}

const withImage = (
  text: string,
  { mediaType, base64: data }: { mediaType: string; base64: string },
): Anthropic.ContentBlockParam[] => [
  { type: 'text', text },
  {
    type: 'image',
    source: { type: 'base64', media_type: mediaType as Anthropic.Base64ImageSource['media_type'], data },
  },
];

const toAnswer = ({ content, stop_reason, usage }: Anthropic.Message, headers: Headers): Answer => ({
  text: content.flatMap((block) => (block.type === 'text' ? [block.text] : [])).join(''),
  reasoning: content.flatMap((block) => (block.type === 'thinking' ? [block.thinking] : [])).join(''),
  refusal: '',
  toolCalls: content.flatMap((block) =>
    block.type === 'tool_use' ? [{ id: block.id, name: block.name, input: block.input }] : [],
  ),
  finish: wordIn(finishes, stop_reason),
  usage: toUsage(usage),
  native: content,
  headers,
});

/** Input is told without what the cache took part in; reasoning is part of the output and not told apart. */
function toUsage(usage: Anthropic.Usage): Usage {
  const cacheRead = usage.cache_read_input_tokens ?? 0;
  const cacheWrite = usage.cache_creation_input_tokens ?? 0;
  return {
    input: usage.input_tokens + cacheRead + cacheWrite,
    cacheRead,
    cacheWrite,
    output: usage.output_tokens,
  };
}

/** By the SDK's own classes, and the type in the body of its errors. */
function kindOf(error: unknown): Refused {
  const types: readonly [new (...rest: never[]) => unknown, string, Refused][] = [
    [Anthropic.NotFoundError, 'not_found_error', 'not found'],
    [Anthropic.BadRequestError, 'invalid_request_error', 'bad request'],
    [Anthropic.RateLimitError, 'rate_limit_error', 'rate limit'],
  ];
  const body = error instanceof Anthropic.APIError ? (error.error as { error?: { type?: string } }) : null;
  const found = types.find(([kind, type]) => error instanceof kind && body?.error?.type === type);
  return found?.[2] ?? 'other';
}
