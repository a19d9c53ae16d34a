import type OpenAI from 'openai';
import type { Answer, Conversation, Finish, Turn, Usage } from '../conversation.js';
import {
  type Gateway,
  inChats,
  newWire,
  type OfficialClient,
  refusals,
  toolChoices,
  usageDetails,
} from './official-client.js';
import { kindOfOpenAiError, newOpenAi } from './openai-chat.client.js';

type Params = Omit<OpenAI.Responses.ResponseCreateParamsNonStreaming, 'model' | 'stream'>;
type Item = OpenAI.Responses.ResponseInputItem;
type Response = OpenAI.Responses.Response;

/** `openai`, the Responses API. It has no stop sequences. */
export const openAiResponsesClient = (gateway: Gateway): OfficialClient => ({
  name: 'openai (responses)',
  can: [...inChats, ...toolChoices, 'reasoning', 'sealed reasoning', ...refusals, ...usageDetails],
  async ask(conversation, mode, model) {
    const wire = newWire(gateway);
    const client = newOpenAi(gateway, wire.fetch);
    const params = { ...toParams(conversation), model };
    const response =
      mode === 'whole'
        ? await client.responses.create(params)
        : await client.responses.stream(params).finalResponse();
    return toAnswer(response, wire.headers());
  },
  kindOf: kindOfOpenAiError,
});

/** As agents use it: nothing is kept at the provider, so reasoning has to come sealed. */
function toParams(conversation: Conversation): Params {
  const { system, turns, tools, toolChoice, schema, thinks } = conversation;
  const { maxTokens, temperature } = conversation;
  return {
    store: false,
    input: turns.flatMap(toItems),
    ...(system !== undefined && { instructions: system }),
    ...(tools && {
      tools: tools.map(({ name, description, schema: parameters }) => ({
        type: 'function' as const,
        name,
        description,
        parameters,
        strict: false,
      })),
    }),
    ...(toolChoice && {
      tool_choice:
        typeof toolChoice === 'string' ? toolChoice : { type: 'function' as const, name: toolChoice.tool },
    }),
    ...(schema && { text: { format: { type: 'json_schema', name: 'answer', schema, strict: true } } }),
    ...(maxTokens !== undefined && { max_output_tokens: maxTokens }),
    ...(temperature !== undefined && { temperature }),
    ...(thinks && {
      reasoning: { effort: 'medium', summary: 'auto' },
      include: ['reasoning.encrypted_content'],
    }),
  };
}

function toItems(turn: Turn): Item[] {
  switch (turn.by) {
    case 'user':
      return [{ role: 'user', content: turn.image ? withImage(turn.text, turn.image) : turn.text }];
    case 'assistant':
      return [{ role: 'assistant', content: turn.text }];
    case 'answer':
      return turn.answer.native as Item[];
    case 'tools':
      return turn.results.map(({ call, text }) => ({
        type: 'function_call_output',
        call_id: call.id,
        output: text,
      }));
  }
}

const withImage = (
  text: string,
  { mediaType, base64 }: { mediaType: string; base64: string },
): OpenAI.Responses.ResponseInputMessageContentList => [
  { type: 'input_text', text },
  { type: 'input_image', image_url: `data:${mediaType};base64,${base64}`, detail: 'auto' },
];

function toAnswer(response: Response, headers: Headers): Answer {
  const calls = response.output.filter((item) => item.type === 'function_call');
  const refusals = response.output.flatMap((item) =>
    item.type === 'message'
      ? item.content.flatMap((part) => (part.type === 'refusal' ? [part.refusal] : []))
      : [],
  );
  return {
    text: response.output_text,
    reasoning: response.output
      .flatMap((item) => (item.type === 'reasoning' ? item.summary.map(({ text }) => text) : []))
      .join(''),
    refusal: refusals.join(''),
    toolCalls: calls.map(({ call_id: id, name, arguments: input }) => ({
      id,
      name,
      input: JSON.parse(input),
    })),
    finish: finishOf(response, calls.length > 0),
    usage: response.usage ? toUsage(response.usage) : null,
    native: response.output,
    headers,
  };
}

const incomplete: Readonly<Record<string, Finish>> = {
  max_output_tokens: 'length',
  content_filter: 'refusal',
};

/** An answer that is whole is `completed`, whatever it holds. */
function finishOf({ status, incomplete_details: details }: Response, hasCalls: boolean): Answer['finish'] {
  if (status === 'incomplete') return incomplete[details?.reason ?? ''] ?? details?.reason ?? status;
  if (status !== 'completed') return status ?? null;
  return hasCalls ? 'tools' : 'stop';
}

const toUsage = (usage: OpenAI.Responses.ResponseUsage): Usage => ({
  input: usage.input_tokens,
  cacheRead: usage.input_tokens_details?.cached_tokens ?? 0,
  cacheWrite:
    (usage.input_tokens_details as { cache_write_tokens?: number } | undefined)?.cache_write_tokens ?? 0,
  output: usage.output_tokens,
  reasoning: usage.output_tokens_details?.reasoning_tokens ?? 0,
});
