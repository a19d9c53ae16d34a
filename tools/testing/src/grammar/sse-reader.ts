import type { StreamJudge } from './stream-judge.js';

export const sseRules = {
  framing: 'lines are comments or fields, and every event has data and ends with a blank line',
  json: 'the data of an event is one JSON value',
} as const;

export type SseEvent = { readonly name: string | null; readonly data: string };

const FIELD = /^(event|data|id|retry)(?:: ?(.*))?$/s;

/**
 * Reads server-sent events more strictly than a client has to (WHATWG HTML, "Server-sent events"): what a client would
 * silently drop, such as an unknown field, an event without data or one that is cut, is refused.
 */
export class SseReader {
  /** How many comments there were so far. */
  comments = 0;
  private name: string | null = null;
  private data: string[] = [];
  private hasFields = false;

  constructor(private readonly judge: StreamJudge<keyof typeof sseRules>) {}

  /** @throws StreamGrammarError */
  *read(text: string): Generator<SseEvent> {
    const lines = text.split(/\r\n|\r|\n/);
    const rest = lines.pop();
    for (const line of lines) {
      if (line === '') yield* this.endEvent();
      else if (line.startsWith(':')) this.comments++;
      else this.takeField(line);
    }
    this.judge.demand(rest === '' && !this.hasFields, 'framing', 'the stream ends within an event');
  }

  private takeField(line: string): void {
    const [, field, value = ''] = FIELD.exec(line) ?? [];
    this.judge.demand(field !== undefined, 'framing', line.slice(0, 80));
    if (!this.hasFields) this.judge.nextEvent();
    this.hasFields = true;
    if (field === 'event') this.name = value;
    if (field === 'data') this.data.push(value);
  }

  private *endEvent(): Generator<SseEvent> {
    if (!this.hasFields) return;
    this.judge.demand(this.data.length > 0, 'framing', 'an event without data');
    const event = { name: this.name, data: this.data.join('\n') };
    this.name = null;
    this.data = [];
    this.hasFields = false;
    yield event;
  }
}
