import type { z } from 'zod';
import { OpenAiChoice } from './openai-choice.js';
import {
  chatChunk,
  completionChunk,
  type OpenAiChunk,
  openAiError,
  openAiUsage,
} from './openai-event-schemas.js';
import { type OpenAiRule, type OpenAiStreamOptions, openAiRules } from './openai-rules.js';
import { type SseEvent, SseReader } from './sse-reader.js';
import { StreamJudge } from './stream-judge.js';
import type { StreamSummary } from './stream-summary.js';

/**
 * Checks a whole stream of OpenAI's chat completions. What it said is told of the first choice; the others are checked
 * alike. Usage is told as it stood last.
 * @throws StreamGrammarError at the first event that breaks a rule
 */
export const checkOpenAiChatStream = (text: string, options: OpenAiStreamOptions = {}): StreamSummary =>
  new OpenAiGrammar('OpenAI chat', chatChunk, options).check(text);

/**
 * Checks a whole stream of OpenAI's text completions, as {@link checkOpenAiChatStream} does.
 * @throws StreamGrammarError at the first event that breaks a rule
 */
export const checkOpenAiCompletionsStream = (
  text: string,
  options: OpenAiStreamOptions = {},
): StreamSummary => new OpenAiGrammar('OpenAI completions', completionChunk, options).check(text);

const headFields = ['id', 'object', 'created', 'model'] as const;

class OpenAiGrammar {
  private readonly judge: StreamJudge<OpenAiRule>;
  private readonly choices = new Map<number, OpenAiChoice>();
  private readonly head: Record<string, unknown> = {};
  private hasUsageChunk = false;
  private usage: Record<string, unknown> | null = null;
  private error: Record<string, unknown> | null = null;
  private isDone = false;
  private readonly isStrict: boolean;
  private readonly includeUsage: boolean;

  constructor(
    dialect: string,
    private readonly schema: z.ZodType<OpenAiChunk>,
    { strict = false, includeUsage = false }: OpenAiStreamOptions,
  ) {
    this.judge = new StreamJudge(dialect, openAiRules);
    this.isStrict = strict;
    this.includeUsage = includeUsage;
  }

  check(text: string): StreamSummary {
    const reader = new SseReader(this.judge);
    for (const event of reader.read(text)) this.take(event);
    this.judge.demand(this.isDone || this.error !== null, 'end');
    const first = this.choices.get(0);
    return {
      outcome: this.error ? 'failed' : 'complete',
      text: first?.text ?? '',
      reasoning: first?.reasoning ?? '',
      refusal: first?.refusal ?? '',
      toolCalls: first?.toolCalls ?? [],
      finishReason: first?.finishReason ?? null,
      usage: this.usage,
      error: this.error,
      keepAlives: reader.comments,
    };
  }

  private take({ name, data }: SseEvent): void {
    this.judge.demand(!this.isDone && this.error === null, 'after-end', data.slice(0, 80));
    if (data.trim() === '[DONE]') this.done();
    else this.takeValue(name, this.judge.parseJson(data, 'json'));
  }

  private takeValue(name: string | null, value: unknown): void {
    const isError = Boolean((value as { error?: unknown } | null)?.error);
    this.judge.demand(name === null || (name === 'error' && isError), 'name', String(name));
    if (isError) this.error = this.judge.read(openAiError, value, 'shape').error;
    else this.takeChunk(this.judge.read(this.schema, value, 'shape'));
  }

  private takeChunk(chunk: OpenAiChunk): void {
    this.checkHead(chunk);
    this.takeUsage(chunk);
    for (const part of chunk.choices) {
      const choice = this.choices.get(part.index) ?? new OpenAiChoice(this.judge, this.isStrict);
      this.choices.set(part.index, choice);
      choice.take(part);
    }
  }

  private checkHead(chunk: OpenAiChunk): void {
    for (const field of headFields) {
      const value = chunk[field];
      if (value === undefined) this.judge.demand(!this.isStrict, 'head', field);
      this.head[field] ??= value;
      this.judge.demand(value === undefined || value === this.head[field], 'same-head', `${field} ${value}`);
    }
  }

  private takeUsage(chunk: OpenAiChunk): void {
    this.judge.demand(this.includeUsage || !('usage' in chunk), 'usage-unasked');
    this.usage = chunk.usage ?? this.usage;
    if (!this.isStrict) return;
    this.judge.demand(!this.hasUsageChunk, 'usage-place', 'a chunk after it');
    if (!chunk.usage) return;
    this.judge.demand(chunk.choices.length === 0, 'usage-place', 'beside a choice');
    this.judge.read(openAiUsage, chunk.usage, 'usage-total');
    this.hasUsageChunk = true;
  }

  private done(): void {
    this.isDone = true;
    const choices = [...this.choices.values()];
    const isFinished = choices.length > 0 && choices.every(({ finishReason }) => finishReason !== null);
    this.judge.demand(isFinished, 'finish-missing');
    if (!this.isStrict) return;
    const isCounted = choices.every((_choice, index) => this.choices.has(index));
    this.judge.demand(isCounted, 'choice-index', [...this.choices.keys()].join(', '));
    this.judge.demand(this.hasUsageChunk === this.includeUsage, 'usage-place', 'none came');
  }
}
