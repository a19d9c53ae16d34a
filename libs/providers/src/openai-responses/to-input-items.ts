import { createHash } from 'node:crypto';
import type { AssistantPart, ChatMessage, ReasoningPart, ToolResultPart, UserPart } from '@switchyard/domain';
import { toImageUrl } from '../data-url.js';
import type { JsonObject } from '../json.js';
import { outputRefusal } from './output-items.js';
import { REASONING_FORMAT } from './reasoning-format.js';

/** The longest id of a call that OpenAI takes. */
const MAX_CALL_ID_LENGTH = 64;

/** A message as items of a request's `input` (OpenAI API reference, "Create a response"). */
export function toInputItems(message: ChatMessage): JsonObject[] {
  switch (message.role) {
    case 'system':
      return [messageOf('system', message.content.map(({ text }) => text).join('\n\n'))];
    case 'user':
      return [messageOf('user', toContent(message.content))];
    case 'assistant':
      return toAssistantItems(withoutDanglingThoughts(message.content));
    case 'tool':
      return message.content.map(toCallOutput);
  }
}

const messageOf = (role: string, content: unknown): JsonObject => ({ type: 'message', role, content });

/** Plain text stays plain: compatible servers differ most in what else they take. */
function toContent(parts: readonly UserPart[]): unknown {
  const [only] = parts;
  return parts.length === 1 && only?.type === 'text' ? only.text : parts.map(toInputPart);
}

const toInputPart = (part: UserPart): JsonObject =>
  part.type === 'text'
    ? { type: 'input_text', text: part.text }
    : { type: 'input_image', image_url: toImageUrl(part.source), detail: 'auto' };

/** OpenAI refuses reasoning after which nothing was said or called: it lacks "its required following item". */
export function withoutDanglingThoughts(parts: readonly AssistantPart[]): readonly AssistantPart[] {
  const last = parts.findLastIndex(({ type }) => type !== 'reasoning' && type !== 'redacted-reasoning');
  return parts.slice(0, last + 1);
}

type SaidPart = Extract<AssistantPart, { type: 'text' | 'refusal' }>;

function toAssistantItems(parts: readonly AssistantPart[]): JsonObject[] {
  const items: JsonObject[] = [];
  let said: SaidPart[] = [];
  const endMessage = (): void => {
    if (said.length > 0) items.push(messageOf('assistant', toAnswerContent(said)));
    said = [];
  };
  for (const part of parts) {
    if (part.type === 'text' || part.type === 'refusal') {
      said.push(part);
      continue;
    }
    endMessage();
    items.push(...toOwnItem(part));
  }
  endMessage();
  return items;
}

const toAnswerContent = (parts: readonly SaidPart[]): unknown =>
  parts.every(({ type }) => type === 'text')
    ? parts.map(({ text }) => text).join('')
    : parts.map(({ type, text }) => (type === 'text' ? { type: 'output_text', text } : outputRefusal(text)));

function toOwnItem(part: Exclude<AssistantPart, SaidPart>): JsonObject[] {
  switch (part.type) {
    case 'tool-call':
      return [
        {
          type: 'function_call',
          call_id: toCallId(part.id),
          name: part.name,
          arguments: part.argumentsText || '{}',
        },
      ];
    case 'reasoning':
      return toReasoningItem(part);
    case 'redacted-reasoning':
      return part.format === REASONING_FORMAT
        ? [{ type: 'reasoning', summary: [], encrypted_content: part.data }]
        : [];
  }
}

/** The seal is bound to the id of its item: another id is refused, none is not. */
function toReasoningItem({ text, signature }: ReasoningPart): JsonObject[] {
  if (signature?.format !== REASONING_FORMAT) return [];
  const { itemId, value } = signature;
  const summary = text === '' ? [] : [{ type: 'summary_text', text }];
  return [{ type: 'reasoning', ...(itemId !== null && { id: itemId }), summary, encrypted_content: value }];
}

const toCallOutput = ({ callId, content, isError }: ToolResultPart): JsonObject => ({
  type: 'function_call_output',
  call_id: toCallId(callId),
  output: toOutput(content, isError),
});

/** This dialect has no mark for a call that failed, so the result says it. */
function toOutput(content: ToolResultPart['content'], isError: boolean): unknown {
  if (content.some(({ type }) => type === 'image'))
    return [...(isError ? [{ type: 'input_text', text: 'Error:' }] : []), ...content.map(toInputPart)];
  const text = content.flatMap((part) => (part.type === 'text' ? [part.text] : [])).join('\n');
  return isError ? `Error: ${text}` : text;
}

/** Other providers give longer ids. A call and its result get the same short one, and nobody else sees it. */
const toCallId = (id: string): string =>
  id.length <= MAX_CALL_ID_LENGTH ? id : `call_${createHash('sha256').update(id).digest('hex').slice(0, 40)}`;
