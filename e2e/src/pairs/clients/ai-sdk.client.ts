import { createOpenAI, type OpenAIProvider } from '@ai-sdk/openai';
import {
  APICallError,
  generateText,
  jsonSchema,
  type LanguageModelUsage,
  type ModelMessage,
  Output,
  streamText,
  type ToolSet,
  tool,
} from 'ai';
import type { Answer, Conversation, Finish, Turn, Usage } from '../conversation.js';
import {
  type Ability,
  type Gateway,
  inChats,
  kindByStatus,
  newWire,
  type OfficialClient,
  type Refused,
  refusals,
  toolChoices,
  usageDetails,
  wordIn,
} from './official-client.js';

const finishes: Readonly<Record<string, Finish>> = {
  stop: 'stop',
  length: 'length',
  'tool-calls': 'tools',
  'content-filter': 'refusal',
};

const inBoth: readonly Ability[] = [...inChats, ...toolChoices, ...refusals, ...usageDetails];

/** Otherwise the Responses model sends mere references to what its endpoint is to have kept. */
const NOTHING_STORED: Options = { store: false };
const EFFORT: Options = { forceReasoning: true, reasoningEffort: 'medium' };

/** `ai` with `@ai-sdk/openai`, chat models. They show no reasoning. */
export const aiSdkChatClient = (gateway: Gateway): OfficialClient =>
  aiSdkClient('ai (chat)', [...inBoth, 'stop'], gateway, {
    modelOf: (provider, model) => provider.chat(model),
    thinking: EFFORT,
  });

/** The same, models of the Responses API. That one has no stop sequences. */
export const aiSdkResponsesClient = (gateway: Gateway): OfficialClient =>
  aiSdkClient('ai (responses)', [...inBoth, 'reasoning', 'sealed reasoning'], gateway, {
    modelOf: (provider, model) => provider.responses(model),
    options: NOTHING_STORED,
    thinking: { ...EFFORT, reasoningSummary: 'auto' },
  });

type Api = {
  readonly modelOf: (provider: OpenAIProvider, model: string) => Model;
  readonly options?: Options;
  /** What is added to the options where the model is to think. */
  readonly thinking: Options;
};
type Options = Readonly<Record<string, string | boolean>>;
type Model = ReturnType<OpenAIProvider['chat']> | ReturnType<OpenAIProvider['responses']>;

const aiSdkClient = (name: string, can: readonly Ability[], gateway: Gateway, api: Api): OfficialClient => ({
  name,
  can,
  async ask(conversation, mode, model) {
    const wire = newWire(gateway);
    const provider = createOpenAI({ baseURL: `${gateway.url}/v1`, apiKey: 'any', fetch: wire.fetch });
    const openai = { ...api.options, ...(conversation.thinks && api.thinking) };
    const params = {
      ...toParams(conversation),
      model: api.modelOf(provider, model),
      providerOptions: { openai },
    };
    if (mode === 'whole') {
      const { text, reasoningText, toolCalls, finishReason, usage, response } = await generateText(params);
      const { messages } = response;
      return toAnswer({ text, reasoningText, toolCalls, finishReason, usage, messages }, wire.headers());
    }
    const result = streamText({ ...params, onError: () => undefined });
    // What fails before the first part is told within the stream, and nowhere else by its own class.
    for await (const part of result.fullStream) if (part.type === 'error') throw part.error;
    const [text, reasoningText, toolCalls, finishReason, usage, { messages }] = await Promise.all([
      result.text,
      result.reasoningText,
      result.toolCalls,
      result.finishReason,
      result.usage,
      result.response,
    ]);
    return toAnswer({ text, reasoningText, toolCalls, finishReason, usage, messages }, wire.headers());
  },
  kindOf,
});

function toParams({ system, turns, tools, toolChoice, schema, stop, ...rest }: Conversation) {
  const set: ToolSet = Object.fromEntries(
    (tools ?? []).map(({ name, description, schema: inputSchema }) => [
      name,
      tool({ description, inputSchema: jsonSchema(inputSchema) }),
    ]),
  );
  return {
    maxRetries: 0,
    messages: turns.flatMap(toMessages),
    ...(system !== undefined && { system }),
    ...(tools && { tools: set }),
    ...(toolChoice && {
      toolChoice:
        typeof toolChoice === 'string' ? toolChoice : { type: 'tool' as const, toolName: toolChoice.tool },
    }),
    ...(schema && { output: Output.object({ schema: jsonSchema(schema) }) }),
    ...(stop && { stopSequences: [...stop] }),
    ...(rest.maxTokens !== undefined && { maxOutputTokens: rest.maxTokens }),
    ...(rest.temperature !== undefined && { temperature: rest.temperature }),
  };
}

function toMessages(turn: Turn): ModelMessage[] {
  switch (turn.by) {
    case 'user':
      return [{ role: 'user', content: turn.image ? withImage(turn.text, turn.image) : turn.text }];
    case 'assistant':
      return [{ role: 'assistant', content: turn.text }];
    case 'answer':
      return turn.answer.native as ModelMessage[];
    case 'tools':
      return [
        {
          role: 'tool',
          content: turn.results.map(({ call, text }) => ({
            type: 'tool-result',
            toolCallId: call.id,
            toolName: call.name,
            output: { type: 'text', value: text },
          })),
        },
      ];
  }
}

const withImage = (text: string, { mediaType, base64 }: { mediaType: string; base64: string }) => [
  { type: 'text' as const, text },
  { type: 'image' as const, image: base64, mediaType },
];

type Result = {
  readonly text: string;
  readonly reasoningText: string | undefined;
  readonly toolCalls: readonly { toolCallId: string; toolName: string; input: unknown }[];
  readonly finishReason: string;
  readonly usage: LanguageModelUsage;
  readonly messages: unknown;
};

const toAnswer = (result: Result, headers: Headers): Answer => ({
  text: result.text,
  reasoning: result.reasoningText ?? '',
  refusal: '',
  toolCalls: result.toolCalls.map(({ toolCallId: id, toolName: name, input }) => ({ id, name, input })),
  finish: wordIn(finishes, result.finishReason),
  usage: toUsage(result.usage),
  native: result.messages,
  headers,
});

function toUsage(usage: LanguageModelUsage): Usage | null {
  if (usage.inputTokens === undefined || usage.outputTokens === undefined) return null;
  return {
    input: usage.inputTokens,
    cacheRead: usage.inputTokenDetails.cacheReadTokens ?? 0,
    cacheWrite: usage.inputTokenDetails.cacheWriteTokens ?? 0,
    output: usage.outputTokens,
    reasoning: usage.outputTokenDetails.reasoningTokens ?? 0,
  };
}

const kindOf = (error: unknown): Refused =>
  APICallError.isInstance(error) ? (kindByStatus[error.statusCode ?? 0] ?? 'other') : 'other';
