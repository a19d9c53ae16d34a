import { type EffectiveTimeouts, GatewayError } from '@switchyard/domain';

/**
 * Watches one attempt: aborts it when its endpoint takes too long to begin, or pauses too long within its answer, and when
 * the request itself must end. Time in which the client is slow does not count against the endpoint.
 */
export class AttemptClock {
  private readonly controller = new AbortController();
  private readonly forward = () => this.controller.abort(this.request.reason);
  private timer: NodeJS.Timeout;
  /** Since when the endpoint is waited for; null while it is not. */
  private waitingSinceMs: number | null = performance.now();
  private hasBegun = false;

  /** @param request the signal of the request, aborted with the reason why it must end */
  constructor(
    private readonly timeouts: Pick<EffectiveTimeouts, 'firstEventMs' | 'idleMs'>,
    private readonly request: AbortSignal,
    private readonly endpointName: string,
  ) {
    if (request.aborted) this.forward();
    request.addEventListener('abort', this.forward, { once: true });
    this.timer = this.arm(timeouts.firstEventMs);
  }

  /** Aborted with the GatewayError that says why. */
  get signal(): AbortSignal {
    return this.controller.signal;
  }

  /** The answer has begun: from now on only its pauses count. */
  begun(): void {
    this.hasBegun = true;
    this.waitingSinceMs = null;
    clearTimeout(this.timer);
    this.timer = this.arm(this.timeouts.idleMs);
  }

  /** Waits for the next thing to come from the endpoint. */
  async wait<Value>(next: Promise<Value>): Promise<Value> {
    if (!this.hasBegun) return next;
    this.waitingSinceMs = performance.now();
    try {
      return await next;
    } finally {
      this.waitingSinceMs = null;
    }
  }

  stop(): void {
    clearTimeout(this.timer);
    this.request.removeEventListener('abort', this.forward);
  }

  private arm(delayMs: number): NodeJS.Timeout {
    return setTimeout(() => this.check(), delayMs);
  }

  /** One timer for all pauses: it looks how long the one at hand has lasted, rather than being set for each. */
  private check(): void {
    const limitMs = this.hasBegun ? this.timeouts.idleMs : this.timeouts.firstEventMs;
    const waitedMs = this.waitingSinceMs === null ? 0 : performance.now() - this.waitingSinceMs;
    const restMs = limitMs - waitedMs;
    if (restMs < 1) this.controller.abort(this.tooLate());
    else this.timer = this.arm(restMs);
  }

  private tooLate(): GatewayError {
    const what = this.hasBegun ? 'stopped in the middle of its answer' : 'did not begin to answer in time';
    return new GatewayError('upstream_timeout', `Endpoint "${this.endpointName}" ${what}.`);
  }
}
