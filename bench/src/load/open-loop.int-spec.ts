import { once } from 'node:events';
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { describe, expect, it, onTestFinished } from 'vitest';
import { runOpenLoop } from './open-loop.js';

const STALL_MS = 400;
const STALLED_REQUEST = 100;

/** Answers at once, except that one request makes all that come after it wait, as a pause of its process would. */
async function startStallingServer(): Promise<string> {
  let count = 0;
  let stallEndsAtMs = 0;
  const server = createServer((request, response) => {
    if (++count === STALLED_REQUEST) stallEndsAtMs = performance.now() + STALL_MS;
    request.resume();
    setTimeout(() => response.end('{}'), Math.max(0, stallEndsAtMs - performance.now()));
  });
  await once(server.listen(0, '127.0.0.1'), 'listening');
  onTestFinished(() => {
    server.closeAllConnections();
    server.close();
  });
  return `http://127.0.0.1:${(server.address() as AddressInfo).port}/v1`;
}

describe(runOpenLoop.name, () => {
  it('lets a stall be seen in all requests that were due meanwhile', async () => {
    const target = { url: await startStallingServer(), headers: {}, body: '{}' };
    const load = { target, ratePerSecond: 200, until: 'whole-answer' as const };
    const result = await runOpenLoop({ ...load, warmUpMs: 100, durationMs: 1_000 });
    expect(result).toMatchObject({ requests: 200, errors: 0 });
    // 400 ms at 200/s are 80 of 200 requests, whose waits go from 400 ms down to nothing.
    expect(result.maxMs).toBeGreaterThan(STALL_MS * 0.9);
    expect(result.p99Ms).toBeGreaterThan(STALL_MS * 0.8);
    expect(result.p75Ms).toBeGreaterThan(STALL_MS * 0.2);
  });
});
