import { type ChatResponse, type GenerateResponse, type Message, Ollama } from 'ollama';
import type { Answer, Conversation, Finish, Turn, Usage } from '../conversation.js';
import {
  type Gateway,
  inChats,
  kindByStatus,
  newWire,
  type OfficialClient,
  type Refused,
  wordIn,
} from './official-client.js';
import { toChatTool } from './openai-chat-messages.js';

const finishes: Readonly<Record<string, Finish>> = { stop: 'stop', length: 'length' };

/** `ollama`, chats. Calls have no ids in this dialect; results go back by the name of their tool. */
export const ollamaChatClient = (gateway: Gateway): OfficialClient => ({
  name: 'ollama (chat)',
  can: [...inChats, 'stop', 'reasoning', 'refusal'],
  async ask(conversation, mode, model) {
    const wire = newWire(gateway);
    const client = new Ollama({ host: gateway.url, fetch: wire.fetch });
    const { system, turns, tools } = conversation;
    const params = {
      ...sharedParams(conversation),
      model,
      messages: [
        ...(system === undefined ? [] : [{ role: 'system', content: system }]),
        ...turns.flatMap(toMessages),
      ],
      ...(tools && { tools: tools.map(toChatTool) }),
    };
    if (mode === 'whole') return toChatAnswer([await client.chat(params)], wire.headers());
    return toChatAnswer(await all(await client.chat({ ...params, stream: true })), wire.headers());
  },
  kindOf,
});

/** `ollama`, the older form with one prompt. */
export const ollamaGenerateClient = (gateway: Gateway): OfficialClient => ({
  name: 'ollama (generate)',
  can: ['system', 'image', 'schema', 'limit', 'temperature', 'stop', 'reasoning', 'refusal'],
  async ask(conversation, mode, model) {
    const wire = newWire(gateway);
    const client = new Ollama({ host: gateway.url, fetch: wire.fetch });
    const { system, turns } = conversation;
    const [turn] = turns;
    if (turn?.by !== 'user' || turns.length > 1) throw new Error('generate has one prompt');
    const params = {
      ...sharedParams(conversation),
      model,
      prompt: turn.text,
      ...(system !== undefined && { system }),
      ...(turn.image && { images: [turn.image.base64] }),
    };
    if (mode === 'whole') return toGeneratedAnswer([await client.generate(params)], wire.headers());
    return toGeneratedAnswer(await all(await client.generate({ ...params, stream: true })), wire.headers());
  },
  kindOf,
});

const sharedParams = ({ schema, stop, maxTokens, temperature, thinks }: Conversation) => ({
  ...(schema && { format: schema }),
  options: {
    ...(stop && { stop: [...stop] }),
    ...(maxTokens !== undefined && { num_predict: maxTokens }),
    ...(temperature !== undefined && { temperature }),
  },
  ...(thinks && { think: true }),
});

function toMessages(turn: Turn): Message[] {
  switch (turn.by) {
    case 'user':
      return [{ role: 'user', content: turn.text, ...(turn.image && { images: [turn.image.base64] }) }];
    case 'assistant':
      return [{ role: 'assistant', content: turn.text }];
    case 'answer':
      return [turn.answer.native as Message];
    case 'tools':
      return turn.results.map(({ call, text }) => ({
        role: 'tool',
        tool_name: call.name,
        content: text,
      }));
  }
}

async function all<Part>(parts: AsyncIterable<Part>): Promise<Part[]> {
  const read: Part[] = [];
  for await (const part of parts) read.push(part);
  return read;
}

/** Of a whole answer there is one part, of a stream many; only the last one tells how it ended. */
function toChatAnswer(parts: readonly ChatResponse[], headers: Headers): Answer {
  const messages = parts.map(({ message }) => message);
  const calls = messages.flatMap((message) => message.tool_calls ?? []);
  const content = messages.map((message) => message.content).join('');
  const thinking = messages.map((message) => message.thinking ?? '').join('');
  return {
    text: content,
    reasoning: thinking,
    refusal: '',
    toolCalls: calls.map(({ function: { name, arguments: input } }) => ({ id: '', name, input })),
    ...endOf(parts, calls.length > 0),
    native: {
      role: 'assistant',
      content,
      ...(thinking !== '' && { thinking }),
      ...(calls.length > 0 && { tool_calls: calls }),
    },
    headers,
  };
}

const toGeneratedAnswer = (parts: readonly GenerateResponse[], headers: Headers): Answer => ({
  text: parts.map(({ response }) => response).join(''),
  reasoning: parts.map(({ thinking }) => thinking ?? '').join(''),
  refusal: '',
  toolCalls: [],
  ...endOf(parts, false),
  native: null,
  headers,
});

/** The dialect has one word for an answer's end whether it holds calls or not. */
function endOf(
  parts: readonly (ChatResponse | GenerateResponse)[],
  hasCalls: boolean,
): { finish: Answer['finish']; usage: Usage | null } {
  const last = parts.at(-1);
  if (!last?.done) return { finish: null, usage: null };
  const finish = wordIn(finishes, last.done_reason);
  return {
    finish: finish === 'stop' && hasCalls ? 'tools' : finish,
    usage: { input: last.prompt_eval_count, output: last.eval_count },
  };
}

/** The SDK does not export its one class of errors. */
function kindOf(error: unknown): Refused {
  if (!(error instanceof Error) || error.name !== 'ResponseError') return 'other';
  return kindByStatus[(error as Error & { status_code?: number }).status_code ?? 0] ?? 'other';
}
