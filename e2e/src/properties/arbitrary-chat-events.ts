import type { ChatEvent, FinishReason, TokenUsage } from '@switchyard/domain';
import fc from 'fast-check';

/** A run of events that belong together, once the number of tool calls before it is known. */
type Segment = (firstCallIndex: number) => readonly ChatEvent[];

/** Text of any script: emoji of several code points, control characters, separators of lines. */
const text = fc.oneof(
  fc.string({ unit: 'grapheme', maxLength: 20 }),
  fc.string({ unit: 'binary', maxLength: 20 }),
);

/**
 * A text in pieces that join to it. Some are empty, and some end within a character, as where a provider escapes each
 * half of a surrogate pair by itself.
 */
const pieces = (whole: fc.Arbitrary<string>): fc.Arbitrary<readonly string[]> =>
  fc.tuple(whole, fc.array(fc.nat(), { maxLength: 6 })).map(([value, cuts]) => {
    const ends = cuts.map((cut) => cut % (value.length + 1)).sort((a, b) => a - b);
    return [...ends, value.length].map((end, index) => value.slice(ends[index - 1] ?? 0, end));
  });

const deltas = (type: 'text-delta' | 'reasoning-delta' | 'refusal-delta'): fc.Arbitrary<Segment> =>
  pieces(text).map((parts) => () => parts.map((part) => ({ type, text: part })));

/** `__proto__` is no key here: SDKs that build objects key by key lose it, whoever sent it. */
const key = text.filter((name) => name !== '__proto__');

const { json } = fc.letrec<{ json: unknown }>((tie) => ({
  json: fc.oneof(
    { maxDepth: 3 },
    fc.constantFrom(null, true, false),
    fc.integer(),
    text,
    fc.array(tie('json'), { maxLength: 3 }),
    fc.dictionary(key, tie('json'), { maxKeys: 3 }),
  ),
}));

/** A call without any arguments is as common as one with `{}`. */
const argumentsText = fc.oneof(
  fc.constant(''),
  fc
    .tuple(fc.dictionary(key, json, { maxKeys: 4 }), fc.constantFrom(0, 1))
    .map(([value, spaces]) => JSON.stringify(value, null, spaces)),
);

type Call = { readonly id: string; readonly name: string; readonly parts: readonly string[] };

const call: fc.Arbitrary<Call> = fc.record({
  id: fc.stringMatching(/^[A-Za-z0-9_-]{1,12}$/),
  name: fc.stringMatching(/^[A-Za-z0-9_-]{1,12}$/),
  parts: pieces(argumentsText),
});

/** The events of one call. Its start is the first of them. */
const eventsOfCall = ({ id, name, parts }: Call, index: number): ChatEvent[] => [
  { type: 'tool-call-start', index, id: `${id}_${index}`, name },
  ...parts.map((part): ChatEvent => ({ type: 'tool-call-delta', index, argumentsText: part })),
];

/** Calls that an endpoint writes at the same time: which of them goes on is picked each time anew. */
const calls: fc.Arbitrary<Segment> = fc
  .tuple(fc.array(call, { minLength: 1, maxLength: 3 }), fc.array(fc.nat({ max: 5 }), { maxLength: 20 }))
  .map(([begun, picks]) => (firstIndex) => {
    const waiting = begun.map((each, position) => eventsOfCall(each, firstIndex + position));
    const open: ChatEvent[][] = [];
    const told: ChatEvent[] = [];
    for (let step = 0; waiting.length + open.length > 0; step++) {
      const next = open[picks[step] ?? 0] ?? waiting.shift() ?? open[0] ?? [];
      if (!open.includes(next)) open.push(next);
      told.push(...next.splice(0, 1));
      if (next.length === 0) open.splice(open.indexOf(next), 1);
    }
    return told;
  });

/** What an answer is made of. A new kind of event needs one more line. */
const segments: fc.Arbitrary<readonly Segment[]> = fc.array(
  fc.oneof(deltas('text-delta'), deltas('reasoning-delta'), deltas('refusal-delta'), calls),
  { maxLength: 8 },
);

const tokens = fc.nat({ max: 10_000_000 });
const usage: fc.Arbitrary<TokenUsage> = fc.record({
  inputTokens: tokens,
  cacheReadTokens: tokens,
  cacheWriteTokens: tokens,
  outputTokens: tokens,
  reasoningTokens: tokens,
});

const reasons: readonly FinishReason[] = ['stop', 'length', 'tool-calls', 'content-filter'];

/** Usage is told at any time after the start, also after the finish, and replaces what was told before. */
const withUsage = (events: readonly ChatEvent[], usages: readonly (readonly [number, TokenUsage])[]) =>
  usages.reduce<readonly ChatEvent[]>(
    (told, [place, value]) => told.toSpliced(1 + (place % told.length), 0, { type: 'usage', usage: value }),
    events,
  );

/** Any whole answer: a start, any deltas in any pieces, one finish. */
export const chatEvents: fc.Arbitrary<readonly ChatEvent[]> = fc
  .record({
    id: fc.string({ maxLength: 8 }),
    model: fc.string({ maxLength: 8 }),
    segments,
    reason: fc.constantFrom(...reasons),
    usages: fc.array(fc.tuple(fc.nat(), usage), { maxLength: 3 }),
  })
  .map(({ id, model, segments, reason, usages }) => {
    const content: ChatEvent[] = [];
    for (const segment of segments)
      content.push(...segment(content.filter(({ type }) => type === 'tool-call-start').length));
    const events: ChatEvent[] = [
      { type: 'start', id, model },
      ...content,
      { type: 'finish', reason, stopSequence: null },
    ];
    return withUsage(events, usages);
  });
