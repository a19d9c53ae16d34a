import { DrainState } from '@switchyard/platform';
import { afterEach, describe, expect, it } from 'vitest';
import { type OpenRequest, OpenRequests } from './open-requests.js';

class Request implements OpenRequest {
  place = 0;
  isCut = false;

  look(): void {}

  cut(): void {
    this.isCut = true;
  }
}

describe(OpenRequests.name, () => {
  const drain = new DrainState();
  const sut = new OpenRequests(drain);

  afterEach(() => sut.onApplicationShutdown());

  it('cuts those that are open, and none that has ended, in whatever order they ended', () => {
    const requests = Array.from({ length: 6 }, () => new Request());
    for (const request of requests) sut.add(request);
    const ended = [5, 0, 3, 0].map((index) => requests[index] as Request);
    for (const request of ended) sut.delete(request);
    drain.cut();
    expect(requests.map(({ isCut }) => isCut)).toEqual([false, true, true, false, true, false]);
  });

  it('can let each go while it is cut', () => {
    const open = Array.from({ length: 3 }, () => {
      const request = new Request();
      request.cut = () => {
        request.isCut = true;
        sut.delete(request);
      };
      sut.add(request);
      return request;
    });
    drain.cut();
    expect(open.every(({ isCut }) => isCut)).toBe(true);
  });
});
