import { LLMock } from '@copilotkit/aimock';
import { checkedFetch, Switchyard, stores, waitFor } from '@switchyard/testing';
import OpenAI from 'openai';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';

const ANSWER = 'Four trains leave the yard, each on its own track.';
const question = { messages: [{ role: 'user' as const, content: 'How many trains?' }] };

describe('the official OpenAI SDK', () => {
  let switchyard: Switchyard;
  let upstream: LLMock;
  let direct: OpenAI;
  let through: OpenAI;

  beforeAll(async () => {
    upstream = new LLMock({ port: 0 });
    upstream.onMessage('How many trains?', { content: ANSWER });
    upstream.onMessage('What is the weather?', {
      toolCalls: [{ name: 'get_weather', arguments: '{"city":"Bern"}' }],
    });
    upstream.onMessage('Other', { content: 'From the other model.' });
    await upstream.start();
    switchyard = await Switchyard.prepare(stores());
    await switchyard.start('admin-api', 'gateway', 'usage-worker');
    await switchyard.addModel(
      'fast',
      { url: upstream.url, api_key: 'sk-upstream' },
      { actual_model: 'gpt-4o', cost_per_1m_tokens_in: 2.5, cost_per_1m_tokens_out: 10 },
    );
    direct = new OpenAI({ baseURL: `${upstream.url}/v1`, apiKey: 'sk-upstream' });
    through = new OpenAI({
      baseURL: `${switchyard.gatewayUrl}/v1`,
      apiKey: 'any',
      maxRetries: 0,
      fetch: checkedFetch,
    });
  });

  afterAll(async () => {
    await switchyard.stop();
    await upstream.stop();
  });

  it('gets the same answer as directly', async () => {
    const expected = await direct.chat.completions.create({ model: 'gpt-4o', ...question });
    const answer = await through.chat.completions.create({ model: 'fast', ...question });
    expect(answer.choices).toEqual(expected.choices);
    expect(answer.usage).toEqual(expected.usage);
    expect(answer.model).toBe(expected.model);
  });

  it('gets the same stream as directly', async () => {
    const expected = await collect(direct, 'gpt-4o');
    const received = await collect(through, 'fast');
    expect(received.deltas).toEqual(expected.deltas);
    expect(received.deltas.join('')).toBe(ANSWER);
    expect(received.finishReason).toBe('stop');
  });

  it('sees usage in a stream only when it asks for it', async () => {
    const silent = await through.chat.completions.create({ model: 'fast', stream: true, ...question });
    for await (const chunk of silent) expect(chunk).not.toHaveProperty('usage');
    const asking = await through.chat.completions.create({
      model: 'fast',
      stream: true,
      stream_options: { include_usage: true },
      ...question,
    });
    const usages = [];
    for await (const chunk of asking) if (chunk.usage) usages.push(chunk.usage);
    expect(usages).toEqual([
      { prompt_tokens: 4, completion_tokens: expect.any(Number), total_tokens: expect.any(Number) },
    ]);
  });

  it('gets tool calls in both modes', async () => {
    const tools = [
      { type: 'function' as const, function: { name: 'get_weather', parameters: { type: 'object' } } },
    ];
    const ask = {
      model: 'fast',
      tools,
      messages: [{ role: 'user' as const, content: 'What is the weather?' }],
    };
    const whole = await through.chat.completions.create(ask);
    const streamed = await through.chat.completions.stream(ask).finalChatCompletion();
    for (const answer of [whole, streamed]) {
      expect(answer.choices[0]).toMatchObject({
        finish_reason: 'tool_calls',
        message: { tool_calls: [{ function: { name: 'get_weather', arguments: '{"city":"Bern"}' } }] },
      });
    }
  });

  it('lists the virtual models', async () => {
    const { data } = await through.models.list();
    expect(data).toEqual([
      { id: 'fast', object: 'model', created: expect.any(Number), owned_by: 'switchyard' },
    ]);
  });

  it('reads our errors as its own types', async () => {
    const unknown = through.chat.completions.create({ model: 'nope', ...question });
    await expect(unknown).rejects.toBeInstanceOf(OpenAI.NotFoundError);
    await expect(unknown).rejects.toMatchObject({ status: 404, code: 'model_not_found', param: 'model' });
    await expect(through.chat.completions.create({ model: 'fast', messages: [] })).rejects.toBeInstanceOf(
      OpenAI.BadRequestError,
    );
  });

  it('leaves one ledger row with the right tokens and the exact cost', async () => {
    const answer = await through.chat.completions.create({ model: 'fast', ...question }).withResponse();
    const requestId = answer.response.headers.get('x-request-id');
    const row = await waitFor('the ledger row', async () => {
      const rows = await switchyard.database.query('SELECT * FROM request_log WHERE request_id = $1', [
        requestId,
      ]);
      return rows[0];
    });
    const { prompt_tokens: input = 0, completion_tokens: output = 0 } = answer.data.usage ?? {};
    expect(row).toMatchObject({
      status: 200,
      outcome: 'success',
      stream: false,
      requested_model: 'fast',
      virtual_model_name: 'fast',
      actual_model: 'gpt-4o',
      endpoint_name: 'fast endpoint',
      input_tokens: input,
      output_tokens: output,
    });
    // Prices are 2.5 and 10 per million: in units of a ten-millionth of a dollar, 25 and 100 a token.
    expect(Math.round(Number(row.cost) * 1e7)).toBe(input * 25 + output * 100);
    const { body } = await switchyard.admin('GET', '/api/admin/activity?limit=500');
    expect(body.items).toContainEqual(
      expect.objectContaining({ request_id: requestId, status_code: 200, prompt_tokens: input }),
    );
    const usage = await switchyard.admin(
      'GET',
      `/api/admin/usage?virtual_model=fast&end_date=${Math.ceil(Date.now() / 1000) + 1}`,
    );
    expect(usage.body.summary).toMatchObject({ unpriced_requests: 0, total_requests: expect.any(Number) });
  });

  it('follows a change of the virtual model without a restart', async () => {
    const { body } = await switchyard.admin('GET', '/api/admin/virtual-models');
    const [model] = body as unknown as { id: number }[];
    await switchyard.admin('PUT', `/virtual-models/${model?.id}`, {
      actual_model: 'gpt-other',
      name: 'renamed',
    });
    await switchyard.waitForModel('renamed');
    const answer = await through.chat.completions.create({
      model: 'renamed',
      messages: [{ role: 'user', content: 'Other' }],
    });
    expect(answer.model).toBe('gpt-other');
    await expect(through.chat.completions.create({ model: 'fast', ...question })).rejects.toMatchObject({
      status: 404,
    });
  });
});

async function collect(
  client: OpenAI,
  model: string,
): Promise<{ deltas: string[]; finishReason: string | null }> {
  const deltas: string[] = [];
  let finishReason: string | null = null;
  for await (const { choices } of await client.chat.completions.create({
    model,
    stream: true,
    ...question,
  })) {
    const [choice] = choices;
    if (choice?.delta.content) deltas.push(choice.delta.content);
    finishReason = choice?.finish_reason ?? finishReason;
  }
  return { deltas, finishReason };
}
