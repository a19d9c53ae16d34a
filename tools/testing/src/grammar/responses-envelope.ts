import { isDeepStrictEqual } from 'node:util';
import { errorEvent, type ResponseShape, responseEvent, responsesUsage } from './responses-event-schemas.js';
import type { ResponsesItem } from './responses-item.js';
import type { ResponsesRule } from './responses-rules.js';
import type { StreamJudge } from './stream-judge.js';

type Ending = 'completed' | 'incomplete' | 'failed';

/** The response as a whole: what its first and its last events say of it. */
export class ResponsesEnvelope {
  error: Record<string, unknown> | null = null;
  /** Its last state, when it ended with one. */
  final: ResponseShape | null = null;
  private id: string | null = null;
  private readonly seen = new Set<string>();

  constructor(private readonly judge: StreamJudge<ResponsesRule>) {}

  get isBegun(): boolean {
    return this.id !== null;
  }

  get isEnded(): boolean {
    return this.final !== null || this.error !== null;
  }

  /** Some clients know an error by its event, others by the response that failed: so both may come. */
  mayTake(type: string): boolean {
    return !this.isEnded || (this.final === null && type === 'response.failed');
  }

  /** An event before the first item. */
  progress(event: unknown, statuses: readonly string[], items: readonly ResponsesItem[]): void {
    const { type, response } = this.read(event, statuses);
    this.judge.demand(items.length === 0 && !this.seen.has(type), 'progress', type);
    this.judge.demand(response.output.length === 0, 'output', 'before any item');
    this.seen.add(type);
  }

  end(event: unknown, status: Ending, items: readonly ResponsesItem[]): void {
    const { response } = this.read(event, [status]);
    if (status === 'failed') this.checkFailed(response, items);
    else this.checkWhole(response, status, items);
    this.final = response;
  }

  fail(event: unknown): void {
    this.error = this.judge.read(errorEvent, event, 'shape');
  }

  private read(event: unknown, statuses: readonly string[]): { type: string; response: ResponseShape } {
    const { type, response } = this.judge.read(responseEvent, event, 'shape');
    this.id ??= response.id;
    // Who tells an error may not know what was begun.
    this.judge.demand(response.id === this.id || this.error !== null, 'same-response', response.id);
    this.judge.demand(statuses.includes(response.status), 'status', response.status);
    return { type, response };
  }

  private checkWhole(response: ResponseShape, status: Ending, items: readonly ResponsesItem[]): void {
    const values = items.map(({ value }) => value);
    this.judge.demand(!values.includes(null), 'all-done', 'an item is open');
    this.judge.demand(isDeepStrictEqual(response.output, values), 'output');
    const hasReason = Boolean(response.incomplete_details) === (status === 'incomplete');
    this.judge.demand(hasReason && !response.error, 'status', 'its details are of another');
    this.judge.read(responsesUsage, response.usage, 'usage');
  }

  /** What was begun and never done is left out, and so may all of it be. */
  private checkFailed({ output, error }: ResponseShape, items: readonly ResponsesItem[]): void {
    const values = items.flatMap(({ value }) => value ?? []);
    this.judge.demand(output.length === 0 || isDeepStrictEqual(output, values), 'output');
    this.judge.demand(Boolean(error), 'status', 'failed without an error');
    this.error ??= error ?? null;
  }
}
