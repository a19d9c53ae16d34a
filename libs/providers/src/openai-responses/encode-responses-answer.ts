import type { AssistantPart, ChatResult } from '@switchyard/domain';
import type { ClientCall } from '../client-dialect/client-dialect.js';
import type { JsonObject } from '../json.js';
import { customToolNames } from './custom-tools.js';
import { newItemId } from './item-ids.js';
import { callItem, type ItemStatus, messageItem, outputRefusal, outputText } from './output-items.js';
import { reasoningItem, redactedContent, toEncryptedContent } from './reasoning-items.js';
import { encodeResponse, endedState } from './response-object.js';

/** A whole answer as one response object. */
export function encodeResponsesAnswer(result: ChatResult, call: ClientCall, startedAtMs: number): JsonObject {
  const state = endedState(result.finishReason, result.usage);
  const customTools = customToolNames(call.body);
  const groups = groupParts(result.parts);
  const output = groups.map((group, position) => {
    const isCut = state.status === 'incomplete' && position === groups.length - 1;
    return toItem(group, isCut ? 'incomplete' : 'completed', customTools);
  });
  const id = result.id.startsWith('resp_') ? result.id : newItemId('resp');
  const head = { id, model: result.model || call.model, startedAtMs, request: call.body };
  return encodeResponse(head, state, output);
}

type SaidPart = Extract<AssistantPart, { type: 'text' | 'refusal' }>;
type Group = readonly SaidPart[] | Exclude<AssistantPart, SaidPart>;

/** What becomes an item of its own: all that is said without a pause is one message. */
function groupParts(parts: readonly AssistantPart[]): Group[] {
  const groups: (SaidPart[] | Exclude<AssistantPart, SaidPart>)[] = [];
  for (const part of parts) {
    const last = groups.at(-1);
    if (part.type !== 'text' && part.type !== 'refusal') groups.push(part);
    else if (Array.isArray(last)) last.push(part);
    else groups.push([part]);
  }
  return groups;
}

function toItem(group: Group, status: ItemStatus, customTools: ReadonlySet<string>): JsonObject {
  if (!('type' in group)) return messageItem(newItemId('msg'), status, group.map(toContentPart));
  switch (group.type) {
    case 'reasoning': {
      const id = (group.text === '' && group.signature?.itemId) || newItemId('rs');
      return reasoningItem(id, group.text, group.signature && toEncryptedContent(group.signature, id));
    }
    case 'redacted-reasoning':
      return reasoningItem(newItemId('rs'), '', redactedContent(group));
    case 'tool-call': {
      const isCustom = customTools.has(group.name);
      const tool = { callId: group.id, name: group.name, isCustom };
      return callItem(newItemId(isCustom ? 'ctc' : 'fc'), status, tool, group.argumentsText);
    }
  }
}

const toContentPart = (part: SaidPart): JsonObject =>
  part.type === 'text' ? outputText(part.text) : outputRefusal(part.text);
