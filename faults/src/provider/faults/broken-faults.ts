import { type Act, closeConnection, end, head, pause, resetConnection, stall, writes } from '../act.js';
import type { Failure, Frame } from '../dialects/wire-dialect.js';
import { lengthOf, type Speech } from '../speech.js';
import { BOTH_FORMS, type Fault, IN_THE_MIDDLE_MS, STREAM_ONLY } from './fault.js';
import { begin, say } from './say.js';

const OK = 200;
const ENDLESS_PACE_MS = 10;
const FLOOD_HEADERS = 2_000;

const overloaded: Failure = {
  status: 500,
  message: 'The server had an error while processing your request.',
  isQuota: false,
};

const HTML = '<!doctype html><html><head><title>Sign in</title></head><body><h1>Sign in</h1></body></html>';

/** The first half, and enough time for it to reach the client. */
const untilMiddle = (speech: Speech): Act[] => [
  begin(speech),
  ...writes(speech.firstHalf),
  pause(IN_THE_MIDDLE_MS),
];

/** Answers with status 200 or none at all that are not what was asked for. */
export const brokenFaults: readonly Fault[] = [
  { name: 'silent', summary: 'never answers', forms: BOTH_FORMS, act: () => [stall] },
  {
    name: 'stall-before-first',
    summary: 'begins and then says nothing',
    forms: BOTH_FORMS,
    act: (speech) => [begin(speech), ...writes(speech.opening), stall],
  },
  {
    name: 'stall-middle',
    summary: 'stops in the middle and keeps the connection open',
    forms: BOTH_FORMS,
    act: (speech) => [begin(speech), ...writes(speech.firstHalf), stall],
  },
  {
    name: 'reset',
    summary: 'resets the connection instead of answering',
    forms: BOTH_FORMS,
    act: () => [resetConnection],
  },
  {
    name: 'reset-middle',
    summary: 'resets the connection in the middle',
    forms: BOTH_FORMS,
    act: (speech) => [...untilMiddle(speech), resetConnection],
  },
  {
    name: 'cut-before-first',
    summary: 'closes the connection before the first content',
    forms: BOTH_FORMS,
    act: (speech) => [begin(speech), ...writes(speech.opening), closeConnection],
  },
  {
    name: 'cut-middle',
    summary: 'closes the connection in the middle',
    forms: BOTH_FORMS,
    act: (speech) => [...untilMiddle(speech), closeConnection],
  },
  {
    name: 'end-middle',
    summary: 'ends properly, but in the middle',
    forms: BOTH_FORMS,
    act: (speech) => {
      const half = speech.firstHalf;
      const wait = speech.form === 'stream' ? [pause(IN_THE_MIDDLE_MS)] : [];
      return [head(OK, speech.headersFor(half)), ...writes(half), ...wait, end];
    },
  },
  {
    name: 'bad-json-line',
    summary: 'sends an event in the middle whose JSON does not parse',
    forms: STREAM_ONLY,
    act: (speech) => {
      const pieces = speech.pieces;
      const { middle } = speech;
      const broken = pieces.slice(middle, middle + 1).map(withoutLastBrace);
      return [...untilMiddle(speech), ...writes([...broken, ...pieces.slice(middle + 1)]), end];
    },
  },
  {
    name: 'error-first',
    summary: 'sends an error event before any content',
    forms: STREAM_ONLY,
    act: (speech) => {
      const opening = speech.frames.filter(({ part }) => part === 'start');
      return say(speech, speech.encode([...opening, speech.dialect.errorFrame(overloaded)]));
    },
  },
  {
    name: 'error-event',
    summary: 'sends an error event in the middle',
    forms: STREAM_ONLY,
    act: (speech) => [...untilMiddle(speech), ...lastWord(speech, speech.dialect.errorFrame(overloaded))],
  },
  {
    name: 'failed-finish',
    summary: 'finishes in the middle by saying that it has failed',
    forms: STREAM_ONLY,
    isKnownTo: ({ failedFinish }) => failedFinish !== undefined,
    act: (speech) => {
      const frame = speech.dialect.failedFinish?.(overloaded, speech.asked);
      return [...untilMiddle(speech), ...(frame ? lastWord(speech, frame) : [end])];
    },
  },
  {
    name: 'html',
    summary: 'answers 200 with a web page',
    forms: BOTH_FORMS,
    act: () => [head(OK, { 'content-type': 'text/html' }), ...writes([Buffer.from(HTML)]), end],
  },
  {
    name: 'error-body',
    summary: 'answers 200 with an error in the body',
    forms: BOTH_FORMS,
    act: ({ dialect }) => {
      const body = Buffer.from(JSON.stringify(dialect.errorBody(overloaded)));
      return [head(OK, { 'content-type': 'application/json' }), ...writes([body]), end];
    },
  },
  {
    name: 'empty',
    summary: 'answers 200 with nothing',
    forms: BOTH_FORMS,
    act: (speech) => [head(OK, { ...speech.headersFor([]), 'content-length': '0' }), end],
  },
  {
    name: 'header-flood',
    summary: 'sends a hundred kilobytes of headers',
    forms: BOTH_FORMS,
    act: (speech) => say(speech, speech.pieces, floodOfHeaders()),
  },
  { name: 'infinite', summary: 'never comes to an end', forms: BOTH_FORMS, act: talkForever },
];

/** The dialect's own error as the last event, after the middle. */
function lastWord(speech: Speech, frame: Frame): Act[] {
  const bytes = Buffer.from(speech.dialect.encode(frame, speech.middle));
  return [...writes([bytes]), end];
}

const withoutLastBrace = (bytes: Buffer): Buffer =>
  Buffer.from(bytes.toString('utf8').replace(/\}(\s*)$/, '$1'));

const floodOfHeaders = (): Record<string, string> =>
  Object.fromEntries(
    Array.from({ length: FLOOD_HEADERS }, (_, index) => [`x-flood-${index}`, 'x'.repeat(48)]),
  );

/** At the pace of a model: what it is about is the end that never comes, not how much a machine can take. */
function* talkForever(speech: Speech): Generator<Act> {
  const isStream = speech.form === 'stream';
  const contentType = isStream ? speech.dialect.streamContentType : 'application/json';
  yield head(OK, { 'content-type': contentType });
  yield* writes(isStream ? speech.opening : speech.firstHalf);
  const content = speech.frames.filter(({ part }) => part === 'content');
  const first = speech.opening.length;
  for (let count = 0; ; count++) {
    const frame = content[count % content.length];
    const bytes = frame ? Buffer.from(speech.dialect.encode(frame, first + count)) : Buffer.from('and on ');
    if (lengthOf([bytes]) > 0) yield* writes([bytes]);
    yield pause(ENDLESS_PACE_MS);
  }
}
