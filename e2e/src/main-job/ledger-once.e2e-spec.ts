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

  const linesKey = (segment: string) => `${switchyard.redis.prefix}:{usage}:lines:box:${segment}`;

  const send = async (segment: string, lines: readonly string[]) => {
    await switchyard.redis.client.set(linesKey(segment), lines.map((line) => `${line}\n`).join(''));
    await queue.add('usage', { outbox: 'box', segment });
  };

  const idsIn = async (ids: readonly string[]) =>
    (
      await switchyard.database.query<{ request_id: string }>(
        'SELECT request_id FROM request_log WHERE request_id = ANY($1)',
        [ids],
      )
    ).map((row) => row.request_id);

  it('that is delivered twice is entered once, and leaves nothing in Redis', async () => {
    const ids = [randomUUID(), randomUUID()];
    const lines = ids.map((id) => JSON.stringify(aRecord(id)));
    for (const segment of ['s1', 's2']) await send(segment, lines);
    await Promise.all([confirmed('s1'), confirmed('s2')]);
    expect((await idsIn(ids)).sort()).toEqual([...ids].sort());
    expect(await switchyard.redis.client.exists(linesKey('s1'), linesKey('s2'))).toBe(0);
  });

  it('loses only the records that cannot be read, and says which', async () => {
    const id = randomUUID();
    await send('s3', ['{"requestId":"from another release"}', '{"torn}', JSON.stringify(aRecord(id))]);
    await confirmed('s3');
    expect(await idsIn([id])).toEqual([id]);
    expect(switchyard.service('usage-worker').log).toContain('from another release');
    expect(switchyard.service('usage-worker').log).toContain('torn}');
  });

  it('of a gateway of the release before carries its records itself', async () => {
    const id = randomUUID();
    await queue.add('usage', { outbox: 'box', segment: 's4', records: [{ requestId: 'x' }, aRecord(id)] });
    await confirmed('s4');
    expect(await idsIn([id])).toEqual([id]);
  });

  it('whose lines Redis has lost is not confirmed, so that its gateway sends it again', async () => {
    const id = randomUUID();
    const job = await queue.add('usage', { outbox: 'box', segment: 's5' }, { removeOnComplete: true });
    await waitFor('the job to be done', async () => (await queue.getJob(String(job.id))) === undefined);
    const confirmedKey = `${switchyard.redis.prefix}:{usage}:confirmed:box`;
    expect(await switchyard.redis.client.sismember(confirmedKey, 's5')).toBe(0);
    await send('s5', [JSON.stringify(aRecord(id))]);
    await confirmed('s5');
    expect(await idsIn([id])).toEqual([id]);
  });
});
