import { randomUUID } from 'node:crypto';
import type { UsageRecord } from '@switchyard/domain';
import { createTestDatabase, stores, type TestDatabase } from '@switchyard/testing';
import type { DataSource } from 'typeorm';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { createDataSource } from '../data-source.js';
import { RequestLogEntity } from '../entities/request-log.entity.js';
import { migrate } from '../migrate.js';
import { Ledger } from './ledger.js';

const aRecord = (parts: Partial<UsageRecord> = {}): UsageRecord => ({
  requestId: randomUUID(),
  startedAt: '2026-03-01T12:00:00.000Z',
  durationMs: 12,
  firstTokenMs: 3,
  route: '/v1/chat/completions',
  stream: false,
  status: 200,
  outcome: 'success',
  errorCode: null,
  errorSummary: null,
  requestedModel: 'fast',
  virtualModelId: 1,
  virtualModelName: 'fast',
  endpointId: 1,
  endpointName: 'main',
  endpointType: 'openai',
  actualModel: 'gpt',
  usage: { inputTokens: 10, cacheReadTokens: 5, cacheWriteTokens: 0, outputTokens: 3, reasoningTokens: 2 },
  price: {
    inputPerMillion: '0.123456789012',
    outputPerMillion: '10',
    cachedInputPerMillion: null,
    cachedOutputPerMillion: null,
  },
  clientAddress: '127.0.0.1',
  userAgent: null,
  source: null,
  ...parts,
});

describe(Ledger.name, () => {
  let database: TestDatabase;
  let dataSource: DataSource;
  let sut: Ledger;

  beforeAll(async () => {
    database = await createTestDatabase(stores().databaseUrl);
    dataSource = await createDataSource(database.url, 'test').initialize();
    await migrate(dataSource);
    sut = new Ledger(dataSource);
  });

  afterAll(async () => {
    await dataSource.destroy();
    await database.drop();
  });

  const rowsOf = (ids: string[]) =>
    database.query('SELECT * FROM request_log WHERE request_id = ANY($1)', [ids]);

  it('enters a record with every token bucket and the exact cost', async () => {
    const record = aRecord();
    expect(await sut.enter([record])).toBe(1);
    const [row] = await rowsOf([record.requestId]);
    expect(row).toMatchObject({
      input_tokens: 10,
      cache_read_tokens: 5,
      output_tokens: 3,
      reasoning_tokens: 2,
      endpoint_name: 'main',
    });
    expect(row?.started_at).toEqual(new Date(record.startedAt));
    // 15 x 0.123456789012 + 5 x 10, per million
    expect(row?.cost).toBe('0.000051851851835180');
  });

  it('fills every column', async () => {
    const record = aRecord({
      stream: true,
      errorCode: 'stream_interrupted',
      errorSummary: 'the endpoint broke off',
      endpointType: 'openai',
      usage: { inputTokens: 1, cacheReadTokens: 2, cacheWriteTokens: 3, outputTokens: 4, reasoningTokens: 5 },
      usageEstimated: true,
      userAgent: 'curl/8',
      source: 'batch',
    });
    await sut.enter([record]);
    expect(await dataSource.getRepository(RequestLogEntity).findBy({ requestId: record.requestId })).toEqual([
      {
        startedAt: new Date(record.startedAt),
        requestId: record.requestId,
        durationMs: 12,
        firstTokenMs: 3,
        route: '/v1/chat/completions',
        stream: true,
        status: 200,
        outcome: 'success',
        errorCode: 'stream_interrupted',
        errorSummary: 'the endpoint broke off',
        requestedModel: 'fast',
        virtualModelId: 1,
        virtualModelName: 'fast',
        endpointId: 1,
        endpointName: 'main',
        endpointType: 'openai',
        actualModel: 'gpt',
        inputTokens: 1,
        cacheReadTokens: 2,
        cacheWriteTokens: 3,
        outputTokens: 4,
        reasoningTokens: 5,
        usageEstimated: true,
        // 6 x 0.123456789012 + 9 x 10, per million
        cost: '0.000090740740734072',
        clientAddress: '127.0.0.1',
        userAgent: 'curl/8',
        source: 'batch',
      },
    ]);
  });

  it.each(['', 'NULL', '{a,"b"}', "it's", 'back\\slash\\', 'two\nlines\t', 'ünï 🚃'])(
    'keeps the text %j as it is',
    async (text) => {
      const record = aRecord({ userAgent: text });
      await sut.enter([record]);
      expect((await rowsOf([record.requestId]))[0]).toMatchObject({ user_agent: text });
    },
  );

  it('keeps what is unknown unknown', async () => {
    const record = aRecord({ usage: null });
    await sut.enter([record]);
    expect((await rowsOf([record.requestId]))[0]).toMatchObject({ input_tokens: null, cost: null });
  });

  it.each([
    [true, true],
    [false, false],
    // From a gateway of the release before.
    [undefined, false],
  ])('marks usage that is an estimate: %s -> %s', async (usageEstimated, marked) => {
    const record = aRecord(usageEstimated === undefined ? {} : { usageEstimated });
    await sut.enter([record]);
    expect((await rowsOf([record.requestId]))[0]).toMatchObject({ usage_estimated: marked });
  });

  it('enters a record once, however often it comes', async () => {
    const record = aRecord();
    const other = aRecord();
    expect(await sut.enter([record])).toBe(1);
    expect(await sut.enter([record, other])).toBe(1);
    expect(await sut.enter([record, record])).toBe(0);
    expect(await rowsOf([record.requestId, other.requestId])).toHaveLength(2);
  });

  it('enters a record once when two workers have it at the same time, on a day that is new to both', async () => {
    const records = Array.from({ length: 2500 }, (_, index) =>
      aRecord({ startedAt: new Date(Date.UTC(2026, 4, 1 + (index % 3))).toISOString() }),
    );
    const entered = await Promise.all([sut.enter(records), sut.enter([...records].reverse())]);
    expect(entered[0] + entered[1]).toBe(2500);
    expect(await rowsOf(records.map(({ requestId }) => requestId))).toHaveLength(2500);
  });

  it('enters all of a batch or nothing', async () => {
    const good = aRecord();
    const impossible = aRecord({ durationMs: 2 ** 40 });
    await expect(sut.enter([good, impossible])).rejects.toThrow();
    expect(await rowsOf([good.requestId])).toHaveLength(0);
  });
});
