export type ToolCallSummary = { readonly id: string; readonly name: string; readonly argumentsText: string };

/** What a whole stream said, in one form for all dialects. Words and objects that are not told apart are the dialect's. */
export type StreamSummary = {
  /** A stream that failed ended with its dialect's error; one that merely stops is refused. */
  readonly outcome: 'complete' | 'failed';
  readonly text: string;
  readonly reasoning: string;
  /** Empty where a dialect has no words of its own for a refusal. */
  readonly refusal: string;
  /** In the order in which they began. */
  readonly toolCalls: readonly ToolCallSummary[];
  readonly finishReason: string | null;
  readonly usage: Readonly<Record<string, unknown>> | null;
  readonly error: Readonly<Record<string, unknown>> | null;
  /** Comments and pings. */
  readonly keepAlives: number;
};
