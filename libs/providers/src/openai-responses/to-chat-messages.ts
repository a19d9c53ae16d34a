import {
  type AssistantPart,
  type ChatMessage,
  GatewayError,
  type ImagePart,
  type TextPart,
} from '@switchyard/domain';
import { toImageSource } from '../data-url.js';
import { toArgumentsText } from './custom-tools.js';
import { toReasoningPart } from './reasoning-items.js';
import type { ResponsesItem } from './responses-request.schema.js';

type ItemOf<Type extends ResponsesItem['type']> = Extract<ResponsesItem, { type: Type }>;
type MessageOf<Role extends ItemOf<'message'>['role']> = Extract<ItemOf<'message'>, { role: Role }>;
type Output = ItemOf<'function_call_output' | 'custom_tool_call_output'>;

/**
 * The items of a conversation as messages. What the assistant thought, said and called in one go is one message, and so
 * are the results that follow.
 * @throws {GatewayError} `invalid_request` for a result of a call that was never made: endpoints disagree on those
 */
export function toChatMessages(items: readonly ResponsesItem[]): ChatMessage[] {
  checkOutputs(items);
  const turns: OpenTurn[] = [];
  for (const message of items.flatMap(toMessages)) addToTurn(turns, message);
  return turns as ChatMessage[];
}

function checkOutputs(items: readonly ResponsesItem[]): void {
  const called = new Set<string>();
  for (const [position, item] of items.entries()) {
    if (item.type === 'function_call' || item.type === 'custom_tool_call') called.add(item.call_id);
    if (item.type !== 'function_call_output' && item.type !== 'custom_tool_call_output') continue;
    if (called.has(item.call_id)) continue;
    const param = `input[${position}].call_id`;
    const message = `Invalid value for ${param}: no earlier item is the call "${item.call_id}".`;
    throw new GatewayError('invalid_request', message, { param });
  }
}

/** A message to whose content more may be added. */
type OpenTurn = { readonly role: ChatMessage['role']; readonly content: ChatMessage['content'][number][] };

/** What the assistant says and what tools answer comes in items of their own, and is one turn each. */
function addToTurn(turns: OpenTurn[], { role, content }: ChatMessage): void {
  const last = turns.at(-1);
  const goesOn = last?.role === role && (role === 'assistant' || role === 'tool');
  if (goesOn) for (const part of content) last.content.push(part);
  else turns.push({ role, content: [...content] });
}

function toMessages(item: ResponsesItem): ChatMessage[] {
  switch (item.type) {
    case 'message':
      return [toMessage(item)];
    case 'function_call_output':
    case 'custom_tool_call_output':
      return [toToolMessage(item)];
    case 'function_call':
      return [assistantTurn([toToolCall(item, item.arguments)])];
    case 'custom_tool_call':
      return [assistantTurn([toToolCall(item, toArgumentsText(item.input))])];
    case 'reasoning':
      return thoughtOf(item);
    default:
      return [];
  }
}

const assistantTurn = (content: AssistantPart[]): ChatMessage => ({ role: 'assistant', content });

function toMessage(item: ItemOf<'message'>): ChatMessage {
  switch (item.role) {
    case 'system':
    case 'developer':
      return { role: 'system', content: item.content.map(toTextPart) };
    case 'user':
      return { role: 'user', content: item.content.map(toInputPart) };
    case 'assistant':
      return assistantTurn(item.content.map(toAnswerPart).filter(({ text }) => text !== ''));
  }
}

const toTextPart = ({ text }: { text: string }): TextPart => ({ type: 'text', text });

const toInputPart = (part: MessageOf<'user'>['content'][number]): TextPart | ImagePart =>
  part.type === 'input_image' ? { type: 'image', source: toImageSource(part.image_url) } : toTextPart(part);

const toAnswerPart = (
  part: MessageOf<'assistant'>['content'][number],
): Extract<AssistantPart, { type: 'text' | 'refusal' }> =>
  part.type === 'refusal' ? { type: 'refusal', text: part.refusal } : toTextPart(part);

const toToolCall = (
  { call_id: id, name }: { call_id: string; name: string },
  argumentsText: string,
): AssistantPart => ({ type: 'tool-call', id, name, argumentsText });

const toToolMessage = ({ call_id: callId, output }: Output): ChatMessage => ({
  role: 'tool',
  content: [{ type: 'tool-result', callId, content: output.map(toInputPart), isError: false }],
});

function thoughtOf({ id, summary, content, encrypted_content: sealed }: ItemOf<'reasoning'>): ChatMessage[] {
  const words = summary?.length ? summary : (content ?? []);
  const part = toReasoningPart(words.map(({ text }) => text).join('\n\n'), sealed ?? null, id ?? null);
  return part ? [assistantTurn([part])] : [];
}
