import {
  chatChunk,
  DONE,
  EVENT_STREAM,
  ScriptedUpstream,
  Switchyard,
  stores,
  waitFor,
} from '@switchyard/testing';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';

const CLIENTS = 200;
const LONGEST_PATIENCE_MS = 300;
const EVENT_INTERVAL_MS = 10;

describe('200 clients that leave whenever they like', () => {
  let switchyard: Switchyard;
  let upstream: ScriptedUpstream;
  const alive = new Set<unknown>();

  beforeAll(async () => {
    upstream = await ScriptedUpstream.start();
    upstream.onCall(({ response }) => {
      alive.add(response);
      const timers: NodeJS.Timeout[] = [];
      response.on('close', () => {
        alive.delete(response);
        for (const timer of timers) clearInterval(timer);
      });
      // Some answer at once, some late, so that clients leave before, within and after the first event.
      const begin = () => {
        response.writeHead(200, EVENT_STREAM);
        timers.push(setInterval(() => response.write(chatChunk({ content: 'a' })), EVENT_INTERVAL_MS));
      };
      timers.push(setTimeout(begin, Math.random() * LONGEST_PATIENCE_MS));
    });
    switchyard = await Switchyard.prepare(stores());
    await switchyard.start('admin-api', 'gateway', 'usage-worker');
    await switchyard.addModel('endless', { url: upstream.url });
  });

  afterAll(async () => {
    await switchyard.stop();
    await upstream.stop();
  });

  const inFlight = async (): Promise<number> => {
    const metrics = await (await fetch(`${switchyard.gatewayUrl}/metrics`)).text();
    return Number(/^switchyard_requests_in_flight (\d+)$/m.exec(metrics)?.[1]);
  };

  it('leave nothing running upstream and one ledger row each', async () => {
    const ask = { model: 'endless', stream: true, messages: [{ role: 'user', content: 'hi' }] };
    await Promise.all(
      Array.from({ length: CLIENTS }, async () => {
        const signal = AbortSignal.timeout(20 + Math.floor(Math.random() * LONGEST_PATIENCE_MS));
        await switchyard
          .chat(ask, { signal })
          .then((response) => response.text())
          .catch(() => undefined);
      }),
    );
    await waitFor('every upstream stream to end', () => alive.size === 0);
    const rows = await switchyard.ledgerRows<{ outcome: string; request_id: string }>(upstream.calls.length);
    expect(new Set(rows.map(({ request_id: id }) => id)).size).toBe(rows.length);
    expect(rows.length).toBeLessThanOrEqual(CLIENTS);
    expect(rows.every(({ outcome }) => outcome === 'client_closed')).toBe(true);
    expect(await inFlight()).toBe(0);
  });

  it('leave the gateway as it was', async () => {
    upstream.streamWith(chatChunk({ content: 'still here' }, 'stop'), DONE);
    const response = await switchyard.chat({
      model: 'endless',
      stream: true,
      messages: [{ role: 'user', content: 'hi' }],
    });
    expect(await response.text()).toContain('still here');
  });
});
