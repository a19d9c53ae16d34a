export type ToolCallReading = { readonly name: string; readonly argumentsText: string };

/** Totals: all input, cached or not; all output, reasoning included. */
export type UsageReading = { readonly inputTokens: number; readonly outputTokens: number };

/** `code` is null in a dialect that has none. */
export type ErrorReading = { readonly message: string; readonly code: string | null };

/** What a client understood of an answer that has begun. */
export type Reading = {
  readonly outcome: 'complete' | 'failed';
  readonly text: string;
  readonly toolCalls: readonly ToolCallReading[];
  readonly finishReason: string | null;
  readonly usage: UsageReading | null;
  /** Told within the answer; null unless it failed. */
  readonly error: ErrorReading | null;
};

/** A whole answer while it is read. */
export class ReadingDraft {
  private text = '';
  private readonly calls: { name: string; argumentsText: string }[] = [];
  private finishReason: string | null = null;
  private usage: UsageReading | null = null;
  private outcome: Reading['outcome'] | null = null;
  private error: ErrorReading | null = null;

  say(text: unknown): void {
    if (typeof text === 'string') this.text += text;
  }

  beginCall(name: unknown, argumentsText = ''): void {
    this.calls.push({ name: String(name), argumentsText });
  }

  /** @throws when it was told before: clients put the two together */
  finish(reason: string): void {
    if (this.finishReason !== null) throw new Error('it says twice why it finished');
    this.finishReason = reason;
  }

  report(usage: UsageReading | null): void {
    this.usage = usage ?? this.usage;
  }

  complete(): void {
    if (this.finishReason === null) throw new Error('it ends without saying why');
    this.outcome = 'complete';
  }

  fail(error: ErrorReading): void {
    this.outcome = 'failed';
    this.error = error;
  }

  /** @throws when the answer stopped with neither its end marker nor an error */
  result(): Reading {
    const { outcome, text, calls: toolCalls, finishReason, usage, error } = this;
    if (outcome === null) throw new Error('it stops without an end marker or an error');
    return { outcome, text, toolCalls, finishReason, usage, error };
  }
}
