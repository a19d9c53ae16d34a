import { Injectable, type OnApplicationShutdown } from '@nestjs/common';
import { DrainState } from '@switchyard/platform';

/** How late a timeout may be noticed: well below the shortest that can be set. */
const LOOK_INTERVAL_MS = 50;

export interface OpenRequest {
  /** Where it stands among the open ones; kept by them. */
  place: number;
  /** Looks whether something is due. @param nowMs by `performance.now` */
  look(nowMs: number): void;
  /** The service stops, and its last requests have to end now. */
  cut(): void;
}

/**
 * All requests that are open. One timer looks at all of them, in place of a deadline, a timeout and a keep-alive timer for
 * each, which would be set and cleared thousands of times a second and nearly never go off.
 */
@Injectable()
export class OpenRequests implements OnApplicationShutdown {
  /**
   * No set: the tables that a set leaves behind as it goes on hold on to requests that have ended, and the garbage collector
   * would keep nearly all of them for seconds.
   */
  private readonly requests: OpenRequest[] = [];
  private readonly timer = setInterval(() => this.look(), LOOK_INTERVAL_MS);

  constructor(drain: DrainState) {
    drain.onCut(() => {
      for (const request of [...this.requests]) request.cut();
    });
  }

  add(request: OpenRequest): void {
    request.place = this.requests.length;
    this.requests.push(request);
  }

  /** The last one takes its place. Without effect for one that is not there any more. */
  delete(request: OpenRequest): void {
    const { place } = request;
    if (this.requests[place] !== request) return;
    const last = this.requests.pop();
    if (last === undefined || last === request) return;
    this.requests[place] = last;
    last.place = place;
  }

  onApplicationShutdown(): void {
    clearInterval(this.timer);
  }

  private look(): void {
    const nowMs = performance.now();
    for (const request of [...this.requests]) request.look(nowMs);
  }
}
