import { type EffectiveTimeouts, GatewayError } from '@switchyard/domain';

/**
 * Watches one attempt: ends it when its endpoint takes too long to begin, or pauses too long within its answer. Time in which
 * the client is slow does not count against the endpoint. It has no timer: whoever holds the request looks at it.
 */
export class AttemptClock {
  /** Since when the endpoint is waited for, by `performance.now`; null while it is not. */
  private waitingSinceMs: number | null = performance.now();
  private hasBegun = false;

  /** @param end ends the attempt for the reason given */
  constructor(
    private readonly timeouts: Pick<EffectiveTimeouts, 'firstEventMs' | 'idleMs'>,
    private readonly endpointName: string,
    readonly end: (reason: GatewayError) => void,
  ) {}

  /** The answer has begun: from now on only its pauses count. */
  begun(): void {
    this.hasBegun = true;
    this.waitingSinceMs = performance.now();
  }

  /** Something has come, and the next thing is waited for. */
  heard(): void {
    if (this.hasBegun) this.waitingSinceMs = performance.now();
  }

  /** Nothing is waited for until something is heard again: the client has enough to read. */
  pause(): void {
    if (this.hasBegun) this.waitingSinceMs = null;
  }

  look(nowMs: number): void {
    if (this.waitingSinceMs === null) return;
    const limitMs = this.hasBegun ? this.timeouts.idleMs : this.timeouts.firstEventMs;
    if (nowMs - this.waitingSinceMs >= limitMs) this.end(this.tooLate());
  }

  private tooLate(): GatewayError {
    const what = this.hasBegun ? 'stopped in the middle of its answer' : 'did not begin to answer in time';
    return new GatewayError('upstream_timeout', `Endpoint "${this.endpointName}" ${what}.`);
  }
}
