import { expect } from 'vitest';
import { asks } from '../conversation.js';
import type { ScriptedAnswer } from '../frames/scripted-answer.js';
import { ask, lastSeen, notesOf, type Scenario } from './scenario.js';

const inPieces = (answer: ScriptedAnswer): ScriptedAnswer => ({ ...answer, pieceBytes: 3 });

/** Long enough for many pieces, with characters of several bytes that pieces must not tear. */
const TEXT = 'Four trains – “vier Züge” – leave the yard 🚂 at\n7:05.';

export const textScenarios: readonly Scenario[] = [
  {
    title: 'a question is answered',
    needs: [],
    run: async (pair) => {
      pair.endpoint.answers({ content: TEXT });
      const answer = await ask(pair, asks('How many trains?'));
      expect(answer).toMatchObject({ text: TEXT, reasoning: '', refusal: '', toolCalls: [], finish: 'stop' });
      expect(notesOf(answer)).not.toMatch(/dropped|left out/);
      expect(lastSeen(pair)).toMatchObject({
        system: '',
        said: [{ user: 'How many trains?' }],
        tools: [],
        toolChoice: 'auto',
        schema: null,
        stop: [],
        wantsThinking: false,
      });
    },
  },
  {
    title: 'instructions and earlier turns reach the model in their places',
    needs: ['system', 'turns'],
    run: async (pair) => {
      pair.endpoint.answers({ content: 'Eve' });
      const answer = await ask(pair, {
        system: 'Be brief.',
        turns: [
          { by: 'user', text: 'I am Eve.' },
          { by: 'assistant', text: 'Hello Eve.' },
          { by: 'user', text: 'Who am I?' },
        ],
      });
      expect(answer.text).toBe('Eve');
      expect(lastSeen(pair)).toMatchObject({
        system: 'Be brief.',
        said: [{ user: 'I am Eve.' }, { assistant: 'Hello Eve.' }, { user: 'Who am I?' }],
      });
    },
  },
  {
    title: 'an answer given back as the SDK gave it is an earlier turn',
    needs: ['turns'],
    run: async (pair) => {
      pair.endpoint.answers({ content: 'Seven.' });
      const answer = await ask(pair, asks('How many?'));
      await ask(pair, {
        turns: [
          { by: 'user', text: 'How many?' },
          { by: 'answer', answer },
          { by: 'user', text: 'Sure?' },
        ],
      });
      expect(lastSeen(pair).said).toEqual([
        { user: 'How many?' },
        { assistant: 'Seven.' },
        { user: 'Sure?' },
      ]);
    },
  },
  {
    title: 'an answer ends at a stop sequence, by the model or by the gateway',
    needs: ['stop'],
    run: async (pair) => {
      pair.endpoint.answers({ content: 'one, two, three, four' });
      const answer = await ask(pair, asks('Count', { stop: ['three', 'END'] }));
      const { knowsStop } = pair.upstream;
      expect(lastSeen(pair).stop).toEqual(knowsStop ? ['three', 'END'] : []);
      // The endpoint of this test never stops by itself.
      expect(answer).toMatchObject({
        text: knowsStop ? 'one, two, three, four' : 'one, two, ',
        finish: 'stop',
      });
    },
  },
  {
    title: 'an answer that was cut off says so',
    needs: [],
    run: async (pair) => {
      pair.endpoint.answersWith(pair.upstream.scripted.cutOff('Four tr'));
      expect(await ask(pair, asks('How many trains?'))).toMatchObject({ text: 'Four tr', finish: 'length' });
    },
  },
  {
    title: 'a limit reaches the model',
    needs: ['limit'],
    run: async (pair) => {
      pair.endpoint.answers({ content: 'Four' });
      expect((await ask(pair, asks('How many?', { maxTokens: 77 }))).text).toBe('Four');
      expect(lastSeen(pair).maxTokens).toBe(77);
    },
  },
  {
    title: 'a temperature reaches the model, 0 too',
    needs: ['temperature'],
    run: async (pair) => {
      pair.endpoint.answers({ content: 'Four' });
      expect((await ask(pair, asks('How many?', { temperature: 0 }))).text).toBe('Four');
      expect(lastSeen(pair).temperature).toBe(0);
    },
  },
  {
    title: 'an answer may be empty',
    needs: [],
    run: async (pair) => {
      pair.endpoint.answersWith(pair.upstream.scripted.text(''));
      expect(await ask(pair, asks('Say nothing'))).toMatchObject({ text: '', finish: 'stop' });
    },
  },
  {
    title: 'an answer arrives whole, wherever the network tears it',
    needs: [],
    run: async (pair) => {
      pair.endpoint.answersWith(inPieces(pair.upstream.scripted.text(TEXT)));
      expect(await ask(pair, asks('How many trains?'))).toMatchObject({ text: TEXT, finish: 'stop' });
    },
  },
  {
    title: 'an answer by a schema is JSON, and the model is given the schema',
    needs: ['schema'],
    run: async (pair) => {
      pair.endpoint.answers({ content: '{"city":"Bern","trains":4}' });
      const schema = {
        type: 'object',
        properties: { city: { type: 'string' }, trains: { type: 'number' } },
        required: ['city', 'trains'],
        additionalProperties: false,
      } as const;
      const answer = await ask(
        pair,
        asks('How many trains, and where?', { schema: { ...schema, required: [...schema.required] } }),
      );
      expect(JSON.parse(answer.text)).toEqual({ city: 'Bern', trains: 4 });
      expect(lastSeen(pair).schema).toMatchObject(schema);
    },
  },
  {
    title: 'an image reaches the model as it is',
    needs: ['image'],
    run: async (pair) => {
      // The least picture there is: its type can be told from its first bytes.
      const base64 =
        'iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAYAAAAfFcSJAAAADUlEQVR42mNk+M9QDwADhgGAWjR9awAAAABJRU5ErkJggg==';
      pair.endpoint.answers({ content: 'A dot.' });
      const answer = await ask(pair, {
        turns: [{ by: 'user', text: 'What is this?', image: { mediaType: 'image/png', base64 } }],
      });
      expect(answer.text).toBe('A dot.');
      const mediaType = expect.stringMatching(/^(image\/png)?$/);
      expect(lastSeen(pair).said).toEqual([{ user: 'What is this?' }, { image: { mediaType, base64 } }]);
    },
  },
];
