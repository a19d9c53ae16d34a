import {
  type ChatResult,
  type FinishReason,
  type TokenUsage,
  textOfParts,
  toolCallsOf,
  totalInputTokens,
  totalOutputTokens,
} from '@switchyard/domain';
import { type JsonObject, toToolInput } from '../json.js';

/** `/api/chat` speaks in messages, `/api/generate` in bare text. */
export type OllamaSurface = 'chat' | 'generate';

export type OllamaContent = {
  readonly text?: string;
  readonly reasoning?: string;
  readonly toolCalls?: readonly ToolCall[];
};

type ToolCall = { readonly name: string; readonly argumentsText: string };

/** When an answer began, brought its first token, and ended; in milliseconds of one clock. */
export type OllamaTimes = {
  readonly startedAtMs: number;
  readonly firstTokenAtMs: number;
  readonly endedAtMs: number;
};

const NANOSECONDS_PER_MS = 1_000_000;

/** One object of a stream. Arguments of a tool call are an object here, not text. */
export function ollamaObject(surface: OllamaSurface, model: string, content: OllamaContent): JsonObject {
  const { text = '', reasoning = '', toolCalls = [] } = content;
  const thinking = reasoning === '' ? {} : { thinking: reasoning };
  const head = { model, created_at: new Date().toISOString() };
  if (surface === 'generate') return { ...head, response: text, ...thinking, done: false };
  const calls = toolCalls.map(({ name, argumentsText }) => ({
    function: { name, arguments: toToolInput(argumentsText) },
  }));
  const message = {
    role: 'assistant',
    content: text,
    ...thinking,
    ...(calls.length > 0 && { tool_calls: calls }),
  };
  return { ...head, message, done: false };
}

/** What the last object adds: why it ended, counts, and durations in nanoseconds, from which clients show speed. */
export const ollamaSummary = (
  reason: FinishReason | null,
  usage: TokenUsage | null,
  times: OllamaTimes,
): JsonObject => ({
  done: true,
  done_reason: reason === 'length' ? 'length' : 'stop',
  total_duration: nanoseconds(times.endedAtMs - times.startedAtMs),
  load_duration: 0,
  prompt_eval_count: usage ? totalInputTokens(usage) : 0,
  prompt_eval_duration: nanoseconds(times.firstTokenAtMs - times.startedAtMs),
  eval_count: usage ? totalOutputTokens(usage) : 0,
  eval_duration: nanoseconds(times.endedAtMs - times.firstTokenAtMs),
});

/** A whole answer as one object. Of its time only the length is known. */
export function ollamaAnswer(
  surface: OllamaSurface,
  model: string,
  result: ChatResult,
  elapsedMs: number,
): JsonObject {
  const times = { startedAtMs: 0, firstTokenAtMs: 0, endedAtMs: elapsedMs };
  const content = {
    // This dialect has no other place for the words of a refusal.
    text: textOfParts(result.parts, 'text', 'refusal'),
    reasoning: textOfParts(result.parts, 'reasoning'),
    toolCalls: toolCallsOf(result.parts),
  };
  return {
    ...ollamaObject(surface, model, content),
    ...ollamaSummary(result.finishReason, result.usage, times),
  };
}

export const nanoseconds = (ms: number): number => Math.round(ms * NANOSECONDS_PER_MS);

export const encodeLine = (value: JsonObject): string => `${JSON.stringify(value)}\n`;
