import { Switchyard, stores, waitFor } from '@switchyard/testing';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { aiSdkChatClient, aiSdkResponsesClient } from './clients/ai-sdk.client.js';
import { anthropicClient } from './clients/anthropic.client.js';
import { langChainChatClient, langChainResponsesClient } from './clients/langchain.client.js';
import type { Gateway, OfficialClient } from './clients/official-client.js';
import { ollamaChatClient, ollamaGenerateClient } from './clients/ollama.client.js';
import { openAiChatClient } from './clients/openai-chat.client.js';
import { openAiCompletionsClient } from './clients/openai-completions.client.js';
import { openAiResponsesClient } from './clients/openai-responses.client.js';
import { asks, type Mode, type Usage } from './conversation.js';
import { FakeEndpoint } from './fake-endpoint.js';
import { JudgingFetch } from './judging-fetch.js';
import { endingScenarios } from './scenarios/ending.scenarios.js';
import { notCarried } from './scenarios/not-carried.js';
import { reasoningScenarios } from './scenarios/reasoning.scenarios.js';
import { ask, modelsOf, type Scenario } from './scenarios/scenario.js';
import { textScenarios } from './scenarios/text.scenarios.js';
import { toolScenarios } from './scenarios/tool.scenarios.js';
import type { UpstreamUnderTest } from './upstreams/upstream-under-test.js';
import { upstreams } from './upstreams/upstreams.js';

const officialClients: readonly ((gateway: Gateway) => OfficialClient)[] = [
  openAiChatClient,
  openAiCompletionsClient,
  openAiResponsesClient,
  anthropicClient,
  ollamaChatClient,
  ollamaGenerateClient,
  aiSdkChatClient,
  aiSdkResponsesClient,
  langChainChatClient,
  langChainResponsesClient,
];

const modes: readonly Mode[] = ['whole', 'stream'];

const scenarios: readonly Scenario[] = [
  ...textScenarios,
  ...toolScenarios,
  ...reasoningScenarios,
  ...endingScenarios,
];

/** All official clients in front of all kinds of endpoints: the same conversations, whole and as streams. */
describe('every client on every endpoint', () => {
  let switchyard: Switchyard;
  let endpoint: FakeEndpoint;

  beforeAll(async () => {
    [endpoint, switchyard] = await Promise.all([FakeEndpoint.start(), Switchyard.prepare(stores())]);
    await switchyard.start('admin-api', 'gateway', 'usage-worker');
    for (const upstream of upstreams) {
      const reached = { url: endpoint.url, endpoint_type: upstream.endpointType, api_key: 'sk-any' };
      for (const name of Object.values(modelsOf(upstream)))
        await switchyard.addModel(name, reached, { actual_model: upstream.model });
    }
  });

  afterAll(async () => {
    await switchyard.stop();
    await endpoint.stop();
  });

  describe.each(upstreams)('$name', (upstream) => {
    it.each(casesOn(upstream))('%s', async (_title, { newClient, mode, scenario }) => {
      const judging = new JudgingFetch((path) => endpoint.isMock && path === upstream.mockIsLaxAt);
      const client = newClient({ url: switchyard.gatewayUrl, fetch: judging.fetch });
      await scenario.run({ client, upstream, endpoint, mode });
      await judging.verdict();
    });

    it.each(notCarriedBy(upstream))('%s', async (_title, { path, body }, outcome) => {
      endpoint.answers({ content: 'Hi' });
      const response = await fetch(`${switchyard.gatewayUrl}${path}`, {
        method: 'POST',
        body: JSON.stringify({ ...body, model: modelsOf(upstream).plain }),
      });
      expect(response.status).toBe(outcome === 'refused' ? 400 : 200);
      expect(endpoint.bodies).toHaveLength(outcome === 'refused' ? 0 : 1);
      const notes = response.headers.get('x-switchyard-notes') ?? '';
      if (outcome !== 'refused') expect(notes).toMatch(outcome);
    });

    it('leaves the same counts in the ledger, whichever client asked', async () => {
      const { answer, counts } = upstream.scripted.usage;
      endpoint.answersWith(answer);
      const asked = officialClients.flatMap((newClient) =>
        modes.map((mode) => {
          const pair = { client: newClient({ url: switchyard.gatewayUrl, fetch }), upstream, endpoint, mode };
          return ask(pair, asks('Hello'));
        }),
      );
      const ids = (await Promise.all(asked)).map(({ headers }) => headers.get('x-request-id'));
      const rows = await waitFor('the rows', async () => {
        const found = await switchyard.database.query(
          `SELECT input_tokens, cache_read_tokens, cache_write_tokens, output_tokens, reasoning_tokens
           FROM request_log WHERE request_id = ANY($1)`,
          [ids],
        );
        return found.length === ids.length ? found : null;
      });
      expect(rows).toEqual(ids.map(() => bucketsOf(counts)));
    });
  });
});

function casesOn(upstream: UpstreamUnderTest) {
  return officialClients.flatMap((newClient) => {
    const client = newClient({ url: '', fetch });
    const told = scenarios.filter(({ needs }) => needs.every((need) => client.can.includes(need)));
    return modes.flatMap((mode) =>
      told
        .filter(({ isFor }) => isFor?.({ client, upstream, mode }) ?? true)
        .map(
          (scenario) =>
            [`${client.name}, ${mode}: ${scenario.title}`, { newClient, mode, scenario }] as const,
        ),
    );
  });
}

const notCarriedBy = ({ endpointType }: UpstreamUnderTest) =>
  notCarried.flatMap((row) => {
    const outcome = row.on[endpointType];
    if (outcome === undefined) return [];
    const told = outcome === 'refused' ? 'refused' : 'left out with a note';
    return [[`${row.path}: ${row.title} is ${told}`, row, outcome] as const];
  });

/** The counts as the ledger keeps them: no token in two places. */
const bucketsOf = ({ input, cacheRead = 0, cacheWrite = 0, output, reasoning = 0 }: Usage) => ({
  input_tokens: input - cacheRead - cacheWrite,
  cache_read_tokens: cacheRead,
  cache_write_tokens: cacheWrite,
  output_tokens: output - reasoning,
  reasoning_tokens: reasoning,
});
