import { expect } from 'vitest';
import { asks, withResults } from '../conversation.js';
import { anthropicUpstream } from '../upstreams/anthropic.upstream.js';
import { openAiUpstream } from '../upstreams/openai.upstream.js';
import { openAiResponsesUpstream } from '../upstreams/openai-responses.upstream.js';
import type { UpstreamUnderTest } from '../upstreams/upstream-under-test.js';
import { ask, lastSeen, modelsOf, notesOf, type Scenario } from './scenario.js';
import { weather } from './tool.scenarios.js';

const question = asks('What is the weather?', { tools: [weather], thinks: true });

export const reasoningScenarios: readonly Scenario[] = [
  {
    title: 'what the model thinks is shown apart from what it says',
    needs: ['reasoning'],
    run: async (pair) => {
      pair.endpoint.answersWith(pair.upstream.scripted.reasoning('Hm, trains.', 'Four.'));
      const answer = await ask(pair, asks('How many trains?', { thinks: true }));
      expect(answer).toMatchObject({ reasoning: 'Hm, trains.', text: 'Four.', finish: 'stop' });
    },
  },
  {
    title: 'instructions reach a model that thinks',
    needs: ['reasoning', 'system'],
    run: async (pair) => {
      pair.endpoint.answers({ content: 'Four.' });
      await ask(pair, asks('How many trains?', { system: 'Be brief.', thinks: true }));
      expect(lastSeen(pair)).toMatchObject({ system: 'Be brief.', said: [{ user: 'How many trains?' }] });
    },
  },
  {
    title: 'sealed reasoning comes back byte for byte, with the results of tools and with later turns',
    needs: ['tools', 'sealed reasoning'],
    isFor: ({ upstream }) => upstream.scripted.sealed !== null,
    run: async (pair) => {
      const { answer: sealed, seals, sealsIn } = sealedBy(pair.upstream);
      pair.endpoint.answersWith(sealed);
      const answer = await ask(pair, question);
      expect(answer.toolCalls).toMatchObject([{ name: 'get_weather', input: { city: 'Bern' } }]);
      pair.endpoint.answers({ content: 'You are welcome.' }, { content: 'It is sunny.' });
      const answered = withResults(question, answer, () => 'sunny');
      const final = await ask(pair, answered);
      expect(final.text).toBe('It is sunny.');
      const thanks = [{ by: 'answer', answer: final } as const, { by: 'user', text: 'Thanks' } as const];
      expect((await ask(pair, { ...answered, turns: [...answered.turns, ...thanks] })).text).toBe(
        'You are welcome.',
      );
      // The final answer may be sealed too.
      for (const body of pair.endpoint.bodies) expect(sealsIn(body).slice(0, seals.length)).toEqual(seals);
      expect(lastSeen(pair).wantsThinking).toBe(true);
    },
  },
  {
    title: 'a client that keeps no sealed reasoning can go on all the same',
    needs: ['tools'],
    isFor: ({ client, upstream }) =>
      upstream.scripted.sealed !== null && !client.can.includes('sealed reasoning'),
    run: async (pair) => {
      const { answer: sealed, sealsIn } = sealedBy(pair.upstream);
      pair.endpoint.answersWith(sealed);
      const answer = await ask(pair, question);
      pair.endpoint.answers({ content: 'unused' }, { content: 'It is sunny.' });
      const final = await ask(
        pair,
        withResults(question, answer, () => 'sunny'),
      );
      expect(final.text).toBe('It is sunny.');
      expect(sealsIn(pair.endpoint.bodies[0] ?? {})).toEqual([]);
    },
  },
  {
    title: 'reasoning that another provider sealed is left out, and the client is told so',
    needs: ['tools', 'sealed reasoning'],
    // What a client of the same API sends goes on to such an endpoint as it is: it may know these seals.
    isFor: ({ client, upstream }) => upstream !== openAiUpstream || client.name !== 'openai (chat)',
    run: async (pair) => {
      const { client, endpoint, mode, upstream } = pair;
      const other = upstream === anthropicUpstream ? openAiResponsesUpstream : anthropicUpstream;
      const { answer: sealed } = sealedBy(other);
      endpoint.answersWith(sealed);
      const answer = await client.ask(question, mode, modelsOf(other).thinking);
      endpoint.answers({ content: 'unused' }, { content: 'It is sunny.' });
      const final = await ask(
        pair,
        withResults(question, answer, () => 'sunny'),
      );
      expect(final.text).toBe('It is sunny.');
      expect(JSON.stringify(endpoint.bodies)).not.toMatch(
        /switchyard:|redacted|"encrypted_content":|I need the/,
      );
      expect(notesOf(final)).toContain('thinking of earlier turns was dropped');
    },
  },
];

function sealedBy({ scripted: { sealed } }: UpstreamUnderTest): NonNullable<typeof sealed> {
  if (!sealed) throw new Error('this kind of endpoint seals nothing');
  return sealed;
}
