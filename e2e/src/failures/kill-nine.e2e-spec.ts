import { readdir, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { ScriptedUpstream, Switchyard, stores, waitFor } from '@switchyard/testing';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';

const ask = { model: 'steady', messages: [{ role: 'user', content: 'hi' }] };
const answer = {
  id: 'c1',
  object: 'chat.completion',
  choices: [{ index: 0, message: { role: 'assistant', content: 'ok' }, finish_reason: 'stop' }],
  usage: { prompt_tokens: 3, completion_tokens: 1, total_tokens: 4 },
};

describe('kill -9 of each process', () => {
  let switchyard: Switchyard;
  let upstream: ScriptedUpstream;
  const sentIds: string[] = [];

  beforeAll(async () => {
    upstream = await ScriptedUpstream.start();
    upstream.onCall(
      ({ response }) =>
        void response.writeHead(200, { 'content-type': 'application/json' }).end(JSON.stringify(answer)),
    );
    switchyard = await Switchyard.prepare(stores());
    await switchyard.start('admin-api', 'gateway', 'usage-worker', 'health-worker');
    await switchyard.addModel('steady', { url: upstream.url });
  });

  afterAll(async () => {
    await switchyard.stop();
    await upstream.stop();
  });

  const send = async (count: number) => {
    const responses = await Promise.all(Array.from({ length: count }, () => switchyard.chat(ask)));
    for (const response of responses) {
      expect(response.status).toBe(200);
      sentIds.push(response.headers.get('x-request-id') ?? '');
      await response.arrayBuffer();
    }
  };

  /** Every request that was answered is in the ledger, once. */
  const expectLedgerComplete = async () => {
    await switchyard.ledgerRows(sentIds.length);
    const rows = await switchyard.database.query<{ request_id: string }>(
      'SELECT request_id FROM request_log',
    );
    expect(rows.map((row) => row.request_id).sort()).toEqual([...sentIds].sort());
  };

  const outboxFiles = () => readdir(join(switchyard.folder, 'gateway', 'outbox'));

  it('of the gateway with usage on its way loses no row', async () => {
    await switchyard.service('usage-worker').kill();
    await send(20);
    await waitFor('the records to be on disk', async () => (await outboxFiles()).length > 0);
    await switchyard.service('gateway').kill();
    await switchyard.redis.forgetAll();
    // Damaged by a failing disk, and older than the rest: it must not hold back the others.
    await writeFile(join(switchyard.folder, 'gateway', 'outbox', '000000000-000000.jsonl'), '{"a":\n{}\n');
    await switchyard.start('gateway', 'usage-worker');
    await switchyard.waitForModel('steady');
    await expectLedgerComplete();
  });

  it('of the usage-worker at work loses no row and counts none twice', async () => {
    await send(20);
    await switchyard.service('usage-worker').kill();
    await send(20);
    await switchyard.start('usage-worker');
    await expectLedgerComplete();
  });

  it('of the admin API loses no config', async () => {
    const { body } = await switchyard.admin('POST', '/api/admin/endpoints', {
      name: 'second',
      url: upstream.url,
    });
    await switchyard.service('admin-api').kill();
    await send(1);
    await switchyard.start('admin-api');
    const { body: endpoints } = await switchyard.admin('GET', '/api/admin/endpoints');
    expect(endpoints).toContainEqual(expect.objectContaining({ id: body.id, name: 'second' }));
    await switchyard.admin('POST', '/virtual-models', {
      name: 'second',
      endpoint_id: body.id,
      actual_model: 'x',
    });
    await switchyard.waitForModel('second');
  });

  it('of the health-worker stops no request', async () => {
    await switchyard.service('health-worker').kill();
    await send(1);
    await switchyard.start('health-worker');
    await expectLedgerComplete();
  });

  it('of everything at once loses nothing', async () => {
    await send(10);
    for (const name of ['gateway', 'admin-api', 'usage-worker', 'health-worker'] as const)
      await switchyard.service(name).kill();
    await switchyard.redis.forgetAll();
    await switchyard.start('gateway', 'admin-api', 'usage-worker', 'health-worker');
    await switchyard.waitForModel('second');
    await send(1);
    await expectLedgerComplete();
  });

  it('leaves an empty outbox once all is confirmed', async () => {
    const left = await waitFor('an empty outbox', async () => {
      const files = await outboxFiles();
      return files.length <= 1 && files;
    });
    expect(left).toEqual(['000000000-000000.jsonl.damaged']);
  });
});
