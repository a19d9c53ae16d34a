import type { AssistantPart, ToolCallPart } from './chat-message.js';

type PartWithText = Extract<AssistantPart, { readonly text: string }>['type'];

/** The text of all parts of some kinds, in their order. */
export const textOfParts = (parts: readonly AssistantPart[], ...types: PartWithText[]): string =>
  parts.flatMap((part) => ('text' in part && types.includes(part.type) ? [part.text] : [])).join('');

export const toolCallsOf = (parts: readonly AssistantPart[]): ToolCallPart[] =>
  parts.filter((part) => part.type === 'tool-call');
