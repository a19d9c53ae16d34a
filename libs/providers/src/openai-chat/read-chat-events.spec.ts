import { foldChatEvents } from '@switchyard/domain';
import { describe, expect, it } from 'vitest';
import { ChatEventReader } from './read-chat-events.js';

const chunk = (delta: object, finish: string | null = null) => ({
  id: 'c',
  model: 'm',
  choices: [{ index: 0, delta, finish_reason: finish }],
});
const frame = (value: object) => Buffer.from(`data: ${JSON.stringify(value)}\n\n`);
const callDelta = (fields: object) => chunk({ tool_calls: [fields] });

const readCalls = (chunks: object[]) => {
  const sut = new ChatEventReader();
  const events = chunks.flatMap((each) => sut.read(frame(each)) ?? []);
  const calls = new Map<number, string>();
  for (const event of events) {
    if (event.type === 'tool-call-start') calls.set(event.index, `${event.id} ${event.name} `);
    if (event.type === 'tool-call-delta')
      calls.set(event.index, `${calls.get(event.index)}${event.argumentsText}`);
  }
  return [...calls.values()];
};

describe(ChatEventReader.name, () => {
  it.each<[string, object[]]>([
    [
      'as OpenAI sends them',
      [
        callDelta({ index: 0, id: 'a', function: { name: 'f', arguments: '' } }),
        callDelta({ index: 0, function: { arguments: '{"x":1}' } }),
        callDelta({ index: 1, id: 'b', function: { name: 'g', arguments: '{}' } }),
      ],
    ],
    [
      'with indices that begin at 1',
      [
        callDelta({ index: 1, id: 'a', function: { name: 'f', arguments: '{"x":1}' } }),
        callDelta({ index: 2, id: 'b', function: { name: 'g', arguments: '{}' } }),
      ],
    ],
    [
      'that come whole and all under index 0',
      [
        callDelta({ index: 0, id: 'a', function: { name: 'f', arguments: '{"x":1}' } }),
        callDelta({ index: 0, id: 'b', function: { name: 'g', arguments: '{}' } }),
      ],
    ],
    [
      'without any index',
      [
        chunk({
          tool_calls: [
            { id: 'a', function: { name: 'f', arguments: '{"x":1}' } },
            { id: 'b', function: { name: 'g', arguments: '{}' } },
          ],
        }),
      ],
    ],
    [
      'whose id is repeated with every piece',
      [
        callDelta({ index: 0, id: 'a', function: { name: 'f', arguments: '{"x"' } }),
        callDelta({ index: 0, id: 'a', function: { name: 'f', arguments: ':1}' } }),
        callDelta({ index: 1, id: 'b', function: { name: 'g', arguments: '{}' } }),
      ],
    ],
  ])('reads tool calls %s', (_case, chunks) => {
    expect(readCalls(chunks)).toEqual(['a f {"x":1}', 'b g {}']);
  });

  it('tells calls apart that interleave and repeat their ids', () => {
    const piece = (index: number, id: string, text: string) =>
      callDelta({ index, id, function: { name: id, arguments: text } });
    const calls = readCalls([piece(0, 'a', '{'), piece(1, 'b', '{'), piece(0, 'a', '}'), piece(1, 'b', '}')]);
    expect(calls).toEqual(['a a {}', 'b b {}']);
  });

  it('takes arguments that come as an object for their text', () => {
    expect(
      readCalls([callDelta({ index: 0, id: 'a', function: { name: 'f', arguments: { x: 1 } } })]),
    ).toEqual(['a f {"x":1}']);
  });

  it('reads content that comes in parts', () => {
    const content = [
      { type: 'thinking', thinking: [{ type: 'text', text: 'hm' }] },
      { type: 'text', text: 'a' },
    ];
    expect(new ChatEventReader().read(frame(chunk({ content })))).toMatchObject([
      { type: 'start' },
      { type: 'reasoning-delta', text: 'hm' },
      { type: 'text-delta', text: 'a' },
    ]);
  });

  it('takes an empty list of tool calls for none', () => {
    expect(readCalls([chunk({ content: 'a', tool_calls: [] })])).toEqual([]);
  });

  it('begins an answer once', () => {
    const sut = new ChatEventReader();
    const types = [chunk({ role: 'assistant' }), chunk({ content: 'a' })]
      .flatMap((each) => sut.read(frame(each)) ?? [])
      .map(({ type }) => type);
    expect(types).toEqual(['start', 'text-delta']);
  });

  it('does not read the same reasoning twice under two names', () => {
    const events = new ChatEventReader().read(frame(chunk({ reasoning: 'h', reasoning_content: 'h' })));
    expect(events?.filter(({ type }) => type === 'reasoning-delta')).toHaveLength(1);
  });

  it('reads a whole answer', () => {
    const message = {
      role: 'assistant',
      content: 'text',
      reasoning_content: 'thought',
      tool_calls: [{ id: 'a', function: { name: 'f', arguments: '{}' } }],
    };
    const answer = {
      id: 'c',
      model: 'm',
      choices: [{ index: 0, message, finish_reason: 'tool_calls' }],
      usage: { prompt_tokens: 1, completion_tokens: 2 },
    };
    expect(foldChatEvents(new ChatEventReader().readAnswer(answer))).toMatchObject({
      id: 'c',
      model: 'm',
      parts: [
        { type: 'reasoning', text: 'thought' },
        { type: 'text', text: 'text' },
        { type: 'tool-call', id: 'a', name: 'f', argumentsText: '{}' },
      ],
      finishReason: 'tool-calls',
      usage: { inputTokens: 1, outputTokens: 2 },
    });
  });
});
