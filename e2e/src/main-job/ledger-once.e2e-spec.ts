import { randomUUID } from 'node:crypto';
import { Switchyard, stores, waitFor } from '@switchyard/testing';
import { Queue } from 'bullmq';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';

const aRecord = (requestId: string) => ({
  requestId,
  startedAt: new Date().toISOString(),
  durationMs: 1,
  firstTokenMs: null,
  route: '/v1/chat/completions',
  stream: false,
  status: 200,
  outcome: 'success',
  errorCode: null,
  errorSummary: null,
  requestedModel: 'm',
  virtualModelId: null,
  virtualModelName: null,
  endpointId: null,
  endpointName: null,
  endpointType: null,
  actualModel: null,
  usage: null,
  price: null,
  clientAddress: null,
  userAgent: null,
  source: null,
});

describe('a usage job', () => {
  let switchyard: Switchyard;
  let queue: Queue;

  beforeAll(async () => {
    switchyard = await Switchyard.prepare(stores());
    await switchyard.start('usage-worker');
    queue = new Queue('usage', {
      connection: { url: switchyard.redis.url },
      prefix: `${switchyard.redis.prefix}:{queues}`,
    });
  });

  afterAll(async () => {
    await queue.close();
    await switchyard.stop();
  });

  const confirmed = (segment: string) =>
    waitFor(`segment ${segment} to be confirmed`, async () => {
      const key = `${switchyard.redis.prefix}:{usage}:confirmed:box`;
      return (await switchyard.redis.client.sismember(key, segment)) === 1;
    });

  it('that is delivered twice is entered once', async () => {
    const records = [aRecord(randomUUID()), aRecord(randomUUID())];
    for (const segment of ['s1', 's2']) await queue.add('usage', { outbox: 'box', segment, records });
    await Promise.all([confirmed('s1'), confirmed('s2')]);
    expect(await switchyard.database.query('SELECT request_id FROM request_log')).toHaveLength(2);
  });

  it('loses only the record that cannot be read, and says which', async () => {
    const good = aRecord(randomUUID());
    await queue.add('usage', {
      outbox: 'box',
      segment: 's3',
      records: [{ requestId: 'from another release' }, good],
    });
    await confirmed('s3');
    const rows = await switchyard.database.query('SELECT 1 FROM request_log WHERE request_id = $1', [
      good.requestId,
    ]);
    expect(rows).toHaveLength(1);
    expect(switchyard.service('usage-worker').log).toContain('from another release');
  });
});
