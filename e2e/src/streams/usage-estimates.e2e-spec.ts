import {
  chatChunk,
  DONE,
  EVENT_STREAM,
  ScriptedUpstream,
  Switchyard,
  stores,
  usageChunk,
  waitFor,
} from '@switchyard/testing';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';

const CHARACTERS_PER_TOKEN = 4;
const QUESTION = 'How many trains leave the yard? '.repeat(25);
const ANSWER = 'Four, each on its own track.';
const QUESTION_TOKENS = QUESTION.length / CHARACTERS_PER_TOKEN;
const ANSWER_TOKENS = ANSWER.length / CHARACTERS_PER_TOKEN;
/** What the JSON around a question may add to its estimate. */
const ENVELOPE_TOKENS = 50;
const usage = { prompt_tokens: 7, completion_tokens: 2, total_tokens: 9 };
const text = chatChunk({ content: ANSWER });
const stop = chatChunk({}, 'stop');
const whole = {
  id: 'c1',
  object: 'chat.completion',
  choices: [{ index: 0, message: { role: 'assistant', content: ANSWER }, finish_reason: 'stop' }],
};

type Row = { input_tokens: number | null; output_tokens: number | null; cost: string | null };

describe('usage', () => {
  let switchyard: Switchyard;
  let upstream: ScriptedUpstream;
  let estimates = 0;

  beforeAll(async () => {
    upstream = await ScriptedUpstream.start();
    switchyard = await Switchyard.prepare(stores());
    await switchyard.start('admin-api', 'gateway', 'usage-worker');
    const price = { cost_per_1m_tokens_in: 1, cost_per_1m_tokens_out: 1 };
    await switchyard.addModel('counted', { url: upstream.url }, price);
  });

  afterAll(async () => {
    await switchyard.stop();
    await upstream.stop();
  });

  const ask = (stream: boolean, signal?: AbortSignal) =>
    switchyard.chat(
      { model: 'counted', stream, messages: [{ role: 'user', content: QUESTION }] },
      signal ? { signal } : {},
    );

  /** The request's row, which the activity shows alike. */
  async function settled(response: Response): Promise<Row & Record<string, unknown>> {
    const id = response.headers.get('x-request-id');
    const row = await waitFor('the ledger row', async () => {
      const sql = 'SELECT * FROM request_log WHERE request_id = $1';
      return (await switchyard.database.query<Row & Record<string, unknown>>(sql, [id]))[0];
    });
    if (row.usage_estimated) estimates++;
    const { body } = await switchyard.admin('GET', '/api/admin/activity');
    expect(body.items).toContainEqual(
      expect.objectContaining({ request_id: id, usage_estimated: row.usage_estimated }),
    );
    return row;
  }

  /** A stream whose client leaves when it has the answer, before the end. */
  async function leaveAfter(...frames: string[]): Promise<Response> {
    upstream.onCall(({ response }) => void response.writeHead(200, EVENT_STREAM).write(frames.join('')));
    const client = new AbortController();
    const response = await ask(true, client.signal);
    let received = '';
    for await (const bytes of response.body as ReadableStream<Uint8Array>) {
      received += Buffer.from(bytes);
      if (received.includes(ANSWER)) break;
    }
    client.abort();
    return response;
  }

  function expectEstimate(row: Row & Record<string, unknown>, outcome: string): void {
    expect(row).toMatchObject({ usage_estimated: true, output_tokens: ANSWER_TOKENS, outcome });
    expect(row.input_tokens).toBeGreaterThanOrEqual(QUESTION_TOKENS);
    expect(row.input_tokens).toBeLessThan(QUESTION_TOKENS + ENVELOPE_TOKENS);
    expect(Number(row.cost)).toBeCloseTo((Number(row.input_tokens) + ANSWER_TOKENS) / 1e6, 12);
  }

  it('that a stream reports is taken as it is', async () => {
    upstream.streamWith(text, stop, usageChunk(usage), DONE);
    const response = await ask(true);
    await response.text();
    expect(await settled(response)).toMatchObject({
      usage_estimated: false,
      input_tokens: 7,
      output_tokens: 2,
    });
  });

  it('that a whole answer reports is taken as it is', async () => {
    upstream.answerWith({ ...whole, usage });
    expect(await settled(await ask(false))).toMatchObject({
      usage_estimated: false,
      input_tokens: 7,
      output_tokens: 2,
    });
  });

  it('that a whole answer lacks is estimated', async () => {
    upstream.answerWith(whole);
    expectEstimate(await settled(await ask(false)), 'success');
  });

  it('that a stream lacks is estimated', async () => {
    upstream.streamWith(text, stop, DONE);
    const response = await ask(true);
    await response.text();
    expectEstimate(await settled(response), 'success');
  });

  it('of a stream that its client left is estimated', async () => {
    expectEstimate(await settled(await leaveAfter(text)), 'client_closed');
  });

  it('of a stream that breaks is estimated', async () => {
    upstream.onCall(({ response }) => void response.writeHead(200, EVENT_STREAM).write(text));
    const response = await ask(true);
    upstream.calls[0]?.response.destroy();
    await response.text();
    expectEstimate(await settled(response), 'upstream_error');
  });

  it('that was reported in the middle is added to', async () => {
    const early = chatChunk({ content: 'Well. ' });
    expect(await settled(await leaveAfter(early, usageChunk(usage), text))).toMatchObject({
      usage_estimated: true,
      input_tokens: 7,
      output_tokens: 2 + ANSWER_TOKENS,
    });
  });

  it('of a request that no endpoint answered is none, and no estimate', async () => {
    upstream.onCall(({ response }) => void response.writeHead(500).end());
    expect(await settled(await ask(false))).toMatchObject({
      usage_estimated: false,
      input_tokens: null,
      output_tokens: null,
    });
  });

  it('that is estimated is counted in the reports', async () => {
    const inASecond = Math.ceil(Date.now() / 1000) + 1;
    const { body } = await switchyard.admin('GET', `/api/admin/usage?end_date=${inASecond}`);
    expect(estimates).toBeGreaterThan(0);
    expect(body).toMatchObject({
      summary: { estimated_requests: estimates },
      by_model: [{ virtual_model: 'counted', estimated_requests: estimates }],
    });
    const days = body.daily_breakdown as { estimated_requests: number }[];
    expect(days.reduce((sum, day) => sum + day.estimated_requests, 0)).toBe(estimates);
  });
});
