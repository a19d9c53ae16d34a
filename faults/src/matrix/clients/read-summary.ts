import type { StreamSummary } from '@switchyard/testing/grammar';
import type { ErrorReading, Reading, UsageReading } from './reading.js';

/** What a stream said that kept the grammar of its dialect, by the dialect's own readers of usage and errors. */
export function readSummary(
  summary: StreamSummary,
  readUsage: (usage: Readonly<Record<string, unknown>>) => UsageReading | null,
  readError: (error: Readonly<Record<string, unknown>>) => ErrorReading,
): Reading {
  const { outcome, text, toolCalls, finishReason, usage, error } = summary;
  return {
    outcome,
    text,
    toolCalls: toolCalls.map(({ name, argumentsText }) => ({ name, argumentsText })),
    finishReason,
    usage: usage && readUsage(usage),
    error: error && readError(error),
  };
}
