const WINDOW_MS = 60_000;
const MAX_FAILURES = 10;
const MAX_ADDRESSES = 10_000;

type Failures = { count: number; readonly windowEndsAtMs: number };

/** Slows down guessing: after ten wrong passwords from one address, none is looked at until its window ends. */
export class SignInThrottle {
  private readonly failuresByAddress = new Map<string, Failures>();

  /** @returns how long the address has to wait, or 0 */
  waitMs(address: string, nowMs: number): number {
    const failures = this.failuresByAddress.get(address);
    if (!failures || failures.count < MAX_FAILURES) return 0;
    return Math.max(0, failures.windowEndsAtMs - nowMs);
  }

  failed(address: string, nowMs: number): void {
    const failures = this.failuresByAddress.get(address);
    if (failures && failures.windowEndsAtMs > nowMs) {
      failures.count++;
      return;
    }
    this.failuresByAddress.delete(address);
    this.failuresByAddress.set(address, { count: 1, windowEndsAtMs: nowMs + WINDOW_MS });
    const [oldest] = this.failuresByAddress.keys();
    if (this.failuresByAddress.size > MAX_ADDRESSES && oldest !== undefined)
      this.failuresByAddress.delete(oldest);
  }

  succeeded(address: string): void {
    this.failuresByAddress.delete(address);
  }
}
