import type { JsonObject } from '../json.js';
import { toCustomInput } from './custom-tools.js';

export type ItemStatus = 'in_progress' | 'completed' | 'incomplete';

export const outputText = (text: string): JsonObject => ({
  type: 'output_text',
  text,
  annotations: [],
  logprobs: [],
});

export const outputRefusal = (refusal: string): JsonObject => ({ type: 'refusal', refusal });

export const messageItem = (id: string, status: ItemStatus, content: readonly JsonObject[]): JsonObject => ({
  id,
  type: 'message',
  role: 'assistant',
  status,
  content,
});

export type CalledTool = { readonly callId: string; readonly name: string; readonly isCustom: boolean };

export const callItem = (
  id: string,
  status: ItemStatus,
  { callId, name, isCustom }: CalledTool,
  argumentsText: string,
): JsonObject =>
  isCustom
    ? { id, type: 'custom_tool_call', status, call_id: callId, name, input: toCustomInput(argumentsText) }
    : { id, type: 'function_call', status, call_id: callId, name, arguments: argumentsText };
