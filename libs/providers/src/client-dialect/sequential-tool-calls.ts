import type { ChatEvent } from '@switchyard/domain';
import { isWholeObject } from '../json.js';

type CallEvent = Extract<ChatEvent, { readonly index: number }>;

/**
 * Puts the tool calls of an answer one after the other, for dialects in which they cannot interleave. A call that
 * begins while another is still being written waits until that one's arguments are a whole object: nothing can follow
 * then. Calls that come in order, as they nearly always do, are not held up.
 */
export class SequentialToolCalls {
  private current: { readonly index: number; argumentsText: string } | null = null;
  private waiting: CallEvent[] = [];
  /** Indices of calls that others have followed. */
  private readonly ended = new Set<number>();

  /** The events that may be written now. */
  push(event: ChatEvent): ChatEvent[] {
    if (!('index' in event)) return endsCalls(event) ? [...this.flush(), event] : [event];
    if (this.isTrailing(event)) return [];
    if (this.mustWait(event)) {
      this.waiting.push(event);
      return [];
    }
    return [this.write(event), ...this.releaseWhole()];
  }

  /** What still waits, when nothing more of it comes. */
  flush(): ChatEvent[] {
    const released: ChatEvent[] = [];
    while (this.waiting.length > 0) released.push(...this.releaseNext());
    if (this.current) this.ended.add(this.current.index);
    this.current = null;
    return released;
  }

  /** White space after whole arguments says nothing, and its call may have been closed. */
  private isTrailing(event: CallEvent): boolean {
    return (
      event.type === 'tool-call-delta' && this.ended.has(event.index) && event.argumentsText.trim() === ''
    );
  }

  private mustWait({ index }: CallEvent): boolean {
    if (this.current === null || this.current.index === index) return false;
    return this.waiting.length > 0 || !this.isCurrentWhole();
  }

  private releaseWhole(): ChatEvent[] {
    const released: ChatEvent[] = [];
    while (this.waiting.length > 0 && this.isCurrentWhole()) released.push(...this.releaseNext());
    return released;
  }

  /** All that came so far of the call that has waited longest. */
  private releaseNext(): ChatEvent[] {
    const first = this.waiting[0]?.index;
    const next = this.waiting.filter(({ index }) => index === first);
    this.waiting = this.waiting.filter(({ index }) => index !== first);
    return next.map((event) => this.write(event));
  }

  private write(event: CallEvent): ChatEvent {
    if (this.current && this.current.index !== event.index) this.ended.add(this.current.index);
    if (event.type === 'tool-call-start') this.current = { index: event.index, argumentsText: '' };
    else if (this.current) this.current.argumentsText += event.argumentsText;
    return event;
  }

  private isCurrentWhole(): boolean {
    return isWholeObject(this.current?.argumentsText ?? '');
  }
}

/** Anything a reader would see ends the calls before it; a usage report or a start does not. */
const endsCalls = (event: ChatEvent): boolean => event.type !== 'usage' && event.type !== 'start';
