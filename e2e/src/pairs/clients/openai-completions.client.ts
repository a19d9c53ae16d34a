import type OpenAI from 'openai';
import type { Answer, Conversation, Finish } from '../conversation.js';
import {
  type Gateway,
  newWire,
  type OfficialClient,
  refusals,
  usageDetails,
  wordIn,
} from './official-client.js';
import { kindOfOpenAiError, newOpenAi, toChatUsage } from './openai-chat.client.js';

type Completion = OpenAI.Completions.Completion;

const finishes: Readonly<Record<string, Finish>> = {
  stop: 'stop',
  length: 'length',
  content_filter: 'refusal',
};

/** `openai`, the older text completions: one prompt, one text. */
export const openAiCompletionsClient = (gateway: Gateway): OfficialClient => ({
  name: 'openai (completions)',
  can: ['limit', 'temperature', 'stop', ...refusals, ...usageDetails],
  async ask(conversation, mode, model) {
    const wire = newWire(gateway);
    const client = newOpenAi(gateway, wire.fetch);
    const params = { ...toParams(conversation), model };
    if (mode === 'whole')
      return toAnswer([await client.completions.create({ ...params, stream: false })], wire.headers());
    const chunks: Completion[] = [];
    for await (const chunk of await client.completions.create({
      ...params,
      stream: true,
      stream_options: { include_usage: true },
    }))
      chunks.push(chunk);
    return toAnswer(chunks, wire.headers());
  },
  kindOf: kindOfOpenAiError,
});

function toParams({ turns, stop, maxTokens, temperature }: Conversation) {
  const [turn] = turns;
  if (turn?.by !== 'user' || turns.length > 1) throw new Error('a completion has one prompt');
  return {
    prompt: turn.text,
    ...(stop && { stop: [...stop] }),
    ...(maxTokens !== undefined && { max_tokens: maxTokens }),
    ...(temperature !== undefined && { temperature }),
  };
}

/** Of a whole completion there is one, of a streamed one many. */
function toAnswer(completions: readonly Completion[], headers: Headers): Answer {
  const choices = completions.flatMap((completion) => completion.choices);
  const usage = completions.findLast((completion) => completion.usage)?.usage;
  return {
    text: choices.map(({ text }) => text).join(''),
    reasoning: '',
    refusal: '',
    toolCalls: [],
    finish: wordIn(finishes, choices.findLast((choice) => choice.finish_reason)?.finish_reason),
    usage: usage ? toChatUsage(usage) : null,
    native: null,
    headers,
  };
}
