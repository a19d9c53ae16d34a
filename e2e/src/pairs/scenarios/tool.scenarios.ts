import { expect } from 'vitest';
import { asks, type Tool, withResults } from '../conversation.js';
import type { MockFactory } from '../fake-endpoint.js';
import { ask, lastSeen, notesOf, type Scenario } from './scenario.js';

const toolNamed = (name: string): Tool => ({
  name,
  description: `The ${name} of a city`,
  schema: {
    type: 'object',
    properties: { city: { type: 'string' } },
    required: ['city'],
    additionalProperties: false,
  },
});

export const weather = toolNamed('get_weather');
const time = toolNamed('get_time');
const news = toolNamed('get_news');

/** An answer out of the results as the mock, and not our own reading, finds them in the request. */
const summingUp = ({ messages }: Parameters<MockFactory>[0]) => ({
  content: messages
    .filter(({ role }) => role === 'tool')
    .map(({ content }) => content)
    .join(' and '),
});

const callOf = (name: string, city: string) => ({ name, arguments: JSON.stringify({ city }) });

export const toolScenarios: readonly Scenario[] = [
  {
    title: 'a tool is called, and its result leads to the answer',
    needs: ['tools'],
    run: async (pair) => {
      pair.endpoint.answers({ toolCalls: [callOf('get_weather', 'Bern')] }, summingUp);
      const question = asks('What is the weather?', { tools: [weather] });
      const answer = await ask(pair, question);
      expect(answer).toMatchObject({
        text: '',
        toolCalls: [{ name: 'get_weather', input: { city: 'Bern' } }],
        finish: 'tools',
      });
      expect(lastSeen(pair)).toMatchObject({
        tools: [{ name: 'get_weather', schema: weather.schema }],
        toolChoice: 'auto',
      });
      const final = await ask(
        pair,
        withResults(question, answer, () => 'sunny'),
      );
      expect(final).toMatchObject({ text: 'sunny', toolCalls: [], finish: 'stop' });
      expect(lastSeen(pair).said).toEqual([
        { user: 'What is the weather?' },
        { call: 'get_weather', input: { city: 'Bern' } },
        { result: 'get_weather', text: 'sunny' },
      ]);
    },
  },
  {
    title: 'of several tools one is forced, or the client is told that none can be',
    needs: ['named tool'],
    run: async (pair) => {
      pair.endpoint.answers({ toolCalls: [callOf('get_time', 'Rome')] });
      const tools = [weather, time, news];
      const answer = await ask(pair, asks('What is new?', { tools, toolChoice: { tool: 'get_time' } }));
      expect(answer.toolCalls).toMatchObject([{ name: 'get_time', input: { city: 'Rome' } }]);
      const seen = lastSeen(pair);
      expect(seen.tools.map(({ name }) => name)).toEqual(tools.map(({ name }) => name));
      if (pair.upstream.knowsToolChoice) expect(seen.toolChoice).toEqual({ tool: 'get_time' });
      else expect(notesOf(answer)).toMatch(/tool_choice was dropped/);
    },
  },
  {
    title: 'any tool has to be called, or the client is told that none can be forced',
    needs: ['tool choice'],
    run: async (pair) => {
      pair.endpoint.answers({ toolCalls: [callOf('get_time', 'Rome')] });
      const answer = await ask(
        pair,
        asks('What is new?', { tools: [weather, time], toolChoice: 'required' }),
      );
      expect(answer.toolCalls).toHaveLength(1);
      if (pair.upstream.knowsToolChoice) expect(lastSeen(pair).toolChoice).toBe('required');
      else expect(notesOf(answer)).toMatch(/tool_choice was dropped/);
    },
  },
  {
    title: 'no tool may be called, though some are there',
    needs: ['tool choice'],
    run: async (pair) => {
      pair.endpoint.answers({ content: 'Nothing.' });
      const answer = await ask(pair, asks('What is new?', { tools: [weather], toolChoice: 'none' }));
      expect(answer).toMatchObject({ text: 'Nothing.', finish: 'stop' });
      const { tools, toolChoice } = lastSeen(pair);
      // A model that is offered nothing calls nothing.
      if (pair.upstream.knowsToolChoice) expect(toolChoice).toBe('none');
      else expect(tools).toEqual([]);
    },
  },
  {
    title: 'two tools are called in one turn, and both results lead to the answer',
    needs: ['tools'],
    run: async (pair) => {
      const calls = [callOf('get_weather', 'Bern'), callOf('get_time', 'Rome')];
      pair.endpoint.answers({ toolCalls: calls }, summingUp);
      const question = asks('Weather and time?', { tools: [weather, time] });
      const answer = await ask(pair, question);
      expect(answer.toolCalls).toMatchObject([
        { name: 'get_weather', input: { city: 'Bern' } },
        { name: 'get_time', input: { city: 'Rome' } },
      ]);
      const results = { get_weather: 'sunny', get_time: '7:05' } as Record<string, string>;
      const final = await ask(
        pair,
        withResults(question, answer, ({ name }) => results[name] ?? ''),
      );
      expect(final).toMatchObject({ text: 'sunny and 7:05', finish: 'stop' });
      expect(lastSeen(pair).said).toEqual([
        { user: 'Weather and time?' },
        { call: 'get_weather', input: { city: 'Bern' } },
        { call: 'get_time', input: { city: 'Rome' } },
        { result: 'get_weather', text: 'sunny' },
        { result: 'get_time', text: '7:05' },
      ]);
    },
  },
  {
    title: 'one tool is called twice in one turn, and each result goes to its call',
    needs: ['tools'],
    run: async (pair) => {
      const calls = [callOf('get_weather', 'Bern'), callOf('get_weather', 'Rome')];
      pair.endpoint.answers({ toolCalls: calls }, summingUp);
      const question = asks('Weather in both?', { tools: [weather] });
      const answer = await ask(pair, question);
      const final = await ask(
        pair,
        withResults(question, answer, ({ input }) => `sun of ${(input as { city: string }).city}`),
      );
      expect(final.text).toBe('sun of Bern and sun of Rome');
    },
  },
  {
    title: 'tools are called in two rounds, one after the other',
    needs: ['tools'],
    run: async (pair) => {
      pair.endpoint.answers({ toolCalls: [callOf('get_weather', 'Bern')] }, (request) => {
        const results = request.messages.filter(({ role }) => role === 'tool');
        return results.length === 1 ? { toolCalls: [callOf('get_time', 'Rome')] } : summingUp(request);
      });
      const question = asks('Weather, then time?', { tools: [weather, time] });
      const first = await ask(pair, question);
      const afterFirst = withResults(question, first, () => 'sunny');
      const second = await ask(pair, afterFirst);
      expect(second.toolCalls).toMatchObject([{ name: 'get_time', input: { city: 'Rome' } }]);
      // Where calls have ids, agents find a result by them in the whole conversation.
      const ids = [first, second].flatMap(({ toolCalls }) => toolCalls.map(({ id }) => id)).filter(Boolean);
      expect(new Set(ids).size).toBe(ids.length);
      const final = await ask(
        pair,
        withResults(afterFirst, second, () => '7:05'),
      );
      expect(final.text).toBe('sunny and 7:05');
      expect(lastSeen(pair).said).toEqual([
        { user: 'Weather, then time?' },
        { call: 'get_weather', input: { city: 'Bern' } },
        { result: 'get_weather', text: 'sunny' },
        { call: 'get_time', input: { city: 'Rome' } },
        { result: 'get_time', text: '7:05' },
      ]);
    },
  },
  {
    title: 'the model speaks before it calls',
    needs: ['tools'],
    run: async (pair) => {
      pair.endpoint.answers(
        { content: 'Let me look.', toolCalls: [callOf('get_weather', 'Bern')] },
        summingUp,
      );
      const question = asks('Weather?', { tools: [weather] });
      const answer = await ask(pair, question);
      expect(answer).toMatchObject({
        text: 'Let me look.',
        toolCalls: [{ name: 'get_weather', input: { city: 'Bern' } }],
        finish: 'tools',
      });
      expect(
        (
          await ask(
            pair,
            withResults(question, answer, () => 'rain'),
          )
        ).text,
      ).toBe('rain');
      expect(lastSeen(pair).said).toEqual([
        { user: 'Weather?' },
        { assistant: 'Let me look.' },
        { call: 'get_weather', input: { city: 'Bern' } },
        { result: 'get_weather', text: 'rain' },
      ]);
    },
  },
  {
    title: 'calls whose arguments come in turns are told apart',
    needs: ['tools'],
    isFor: ({ upstream: { scripted } }) => scripted.interleavedCalls !== null,
    run: async (pair) => {
      const calls = [
        { id: 'call_a', name: 'get_weather', input: { city: 'Bern' } },
        { id: 'call_b', name: 'get_time', input: { city: 'Rome' } },
      ];
      const scripted = pair.upstream.scripted.interleavedCalls?.(calls);
      if (scripted) pair.endpoint.answersWith(scripted);
      const answer = await ask(pair, asks('Both?', { tools: [weather, time] }));
      expect(answer.toolCalls).toMatchObject(calls.map(({ name, input }) => ({ name, input })));
      expect(answer.finish).toBe('tools');
    },
  },
];
