import type { ChatEvent } from '@switchyard/domain';

/**
 * Ends an answer at the first stop sequence in its text, for endpoints that know none. What may be the beginning of one is
 * held back until it is clear. Only text counts, as with endpoints that stop by themselves: neither reasoning nor the
 * arguments of a tool call.
 */
export class StopCutter {
  /** Whether the answer has been ended: nothing more of it is to be read. */
  isCut = false;
  private held = '';
  private readonly stops: readonly string[];

  constructor(stops: readonly string[]) {
    this.stops = stops.filter((stop) => stop !== '');
  }

  /** The events that may go on. After the cut these are only reports of usage. */
  push(event: ChatEvent): ChatEvent[] {
    if (this.isCut) return event.type === 'usage' ? [event] : [];
    if (event.type === 'text-delta') return this.pushText(event.text);
    return event.type === 'usage' || event.type === 'start' ? [event] : [...this.release(), event];
  }

  private pushText(delta: string): ChatEvent[] {
    const text = this.held + delta;
    const found = this.firstStopIn(text);
    if (found) return this.cut(text.slice(0, found.position), found.stop);
    this.held = text.slice(text.length - this.beginningAtEndOf(text));
    return textEvents(text.slice(0, text.length - this.held.length));
  }

  private cut(text: string, stopSequence: string): ChatEvent[] {
    this.isCut = true;
    return [...textEvents(text), { type: 'finish', reason: 'stop', stopSequence }];
  }

  /** What was held back and turned out to be text. */
  private release(): ChatEvent[] {
    const { held } = this;
    this.held = '';
    return textEvents(held);
  }

  private firstStopIn(text: string): { stop: string; position: number } | null {
    const found = this.stops
      .map((stop) => ({ stop, position: text.indexOf(stop) }))
      .filter(({ position }) => position >= 0)
      .toSorted((a, b) => a.position - b.position);
    return found[0] ?? null;
  }

  /** How many characters at the end of the text may be the beginning of a stop sequence. */
  private beginningAtEndOf(text: string): number {
    return this.stops.reduce((longest, stop) => Math.max(longest, overlap(text, stop)), 0);
  }
}

/** The length of the longest end of `text` that is a beginning of `stop`, but not all of it. */
function overlap(text: string, stop: string): number {
  for (let length = Math.min(text.length, stop.length - 1); length > 0; length--) {
    if (text.endsWith(stop.slice(0, length))) return length;
  }
  return 0;
}

const textEvents = (text: string): ChatEvent[] => (text === '' ? [] : [{ type: 'text-delta', text }]);
