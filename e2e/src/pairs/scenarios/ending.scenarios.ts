import { expect } from 'vitest';
import { asks } from '../conversation.js';
import type { ScriptedAnswer } from '../frames/scripted-answer.js';
import type { UpstreamUnderTest } from '../upstreams/upstream-under-test.js';
import { ask, type Scenario } from './scenario.js';
import { usageShownBy } from './usage-shown-by.js';

const FIRST_WORDS = 'Four trains leave the yard.';
const NO = 'I cannot help with that.';

function refusalBy({ scripted: { refusal } }: UpstreamUnderTest): ScriptedAnswer {
  if (!refusal) throw new Error('this kind of endpoint refuses nothing in words of its own');
  return refusal(NO);
}

/** The beginning of a stream, and then something else or nothing. */
function brokenOff(answer: ScriptedAnswer, rest = ''): ScriptedAnswer {
  const cut = ({ whole, stream }: Pick<ScriptedAnswer, 'whole' | 'stream'>) => {
    const endOfFirstWords = stream.indexOf('\n', stream.indexOf(FIRST_WORDS));
    return { whole, stream: `${stream.slice(0, endOfFirstWords)}\n\n${rest}` };
  };
  const { toPrompt } = answer;
  return { ...answer, ...cut(answer), ...(toPrompt && { toPrompt: cut(toPrompt) }) };
}

/** How answers end: with counts, with a refusal, or with an error. */
export const endingScenarios: readonly Scenario[] = [
  {
    title: 'usage is told as far as the client shows it',
    needs: [],
    run: async (pair) => {
      const { answer, counts } = pair.upstream.scripted.usage;
      pair.endpoint.answersWith(answer);
      const { text, usage } = await ask(pair, asks('Hello'));
      expect(text).toBe('Hi there');
      expect(usage).toEqual(usageShownBy(pair.client, counts));
    },
  },
  {
    title: 'a refusal is shown, in its own place where there is one',
    needs: ['refusal'],
    isFor: ({ upstream }) => upstream.scripted.refusal !== null,
    run: async (pair) => {
      pair.endpoint.answersWith(refusalBy(pair.upstream));
      const answer = await ask(pair, asks('Something bad'));
      expect(answer.text + answer.refusal).toBe(NO);
    },
  },
  {
    title: 'the end of a refused answer is told apart',
    needs: ['refused end'],
    isFor: ({ upstream }) => upstream.scripted.refusal !== null,
    run: async (pair) => {
      pair.endpoint.answersWith(refusalBy(pair.upstream));
      expect((await ask(pair, asks('Something bad'))).finish).toBe('refusal');
    },
  },
  {
    title: 'an answer that breaks off is an error, and no end',
    needs: [],
    isFor: ({ mode }) => mode === 'stream',
    run: async (pair) => {
      pair.endpoint.answersWith(brokenOff(pair.upstream.scripted.text(FIRST_WORDS)));
      await expect(ask(pair, asks('How many trains?'))).rejects.toThrow();
    },
  },
  {
    title: 'an endpoint that fails within its answer is told as that',
    needs: [],
    isFor: ({ mode }) => mode === 'stream',
    run: async (pair) => {
      const { text, errorEvent } = pair.upstream.scripted;
      pair.endpoint.answersWith(brokenOff(text(FIRST_WORDS), errorEvent('out of steam')));
      await expect(ask(pair, asks('How many trains?'))).rejects.toThrow(/out of steam/);
    },
  },
  {
    title: 'a model nobody knows is not found',
    needs: [],
    run: async ({ client, mode, endpoint }) => {
      endpoint.answers({ content: 'never' });
      const kind = await client.ask(asks('Hello'), mode, 'nobody').catch(client.kindOf);
      expect(kind).toBe('not found');
      expect(endpoint.bodies).toEqual([]);
    },
  },
  {
    title: "the endpoint's own refusal of a request is told in its words",
    needs: [],
    run: async (pair) => {
      const error = { message: 'the prompt is too long', type: 'invalid_request_error' };
      pair.endpoint.answers({ error, status: 400 });
      const thrown = await ask(pair, asks('Hello')).catch((reason: unknown) => reason);
      expect(pair.client.kindOf(thrown)).toBe('bad request');
      expect(String(thrown)).toContain('the prompt is too long');
    },
  },
  {
    title: 'a limit of the endpoint is told as one',
    needs: [],
    run: async (pair) => {
      const error = { message: 'slow down', type: 'rate_limit_error' };
      pair.endpoint.answers({ error, status: 429, retryAfter: 7 });
      const thrown = await ask(pair, asks('Hello')).catch((reason: unknown) => reason);
      expect(pair.client.kindOf(thrown)).toBe('rate limit');
    },
  },
];
