import { gzipSync } from 'node:zlib';
import { type Act, end, head, pause, stall, writes } from '../act.js';
import type { Speech } from '../speech.js';
import { BOTH_FORMS, type Fault, STREAM_ONLY } from './fault.js';
import { begin, say } from './say.js';
import { atEveryByte, everyFew, insideCharacters } from './split-bytes.js';

const FIRST_TOKEN_MS = 400;
const FILLERS_BEFORE_CONTENT = 20;
const GZIP_PIECE_BYTES = 24;
const HUGE_TEXT = 'All points set, all signals green. '.repeat(30_000);

const saidInPieces = (split: (bytes: Buffer) => Buffer[]) => (speech: Speech) =>
  say(speech, speech.pieces.flatMap(split));

/** Ways of answering that are unusual, and of which no client should notice anything. */
export const harmlessFaults: readonly Fault[] = [
  { name: 'ok', summary: 'answers as it should', forms: BOTH_FORMS, act: (speech) => say(speech) },
  {
    name: 'slow-first-token',
    summary: 'begins at once and thinks for a while before the first token',
    forms: BOTH_FORMS,
    act: (speech) => {
      const opening = speech.opening;
      const rest = speech.pieces.slice(opening.length);
      return [begin(speech), ...writes(opening), pause(FIRST_TOKEN_MS), ...writes(rest), end];
    },
  },
  {
    name: 'huge-chunk',
    summary: 'says a megabyte in one event',
    forms: BOTH_FORMS,
    reword: (answer) => ({ ...answer, textPieces: [...answer.textPieces, HUGE_TEXT] }),
    act: (speech) => say(speech),
  },
  {
    name: 'every-byte',
    summary: 'sends every byte in a packet of its own',
    forms: BOTH_FORMS,
    act: saidInPieces(atEveryByte),
  },
  {
    name: 'inside-character',
    summary: 'cuts its packets inside of UTF-8 characters',
    forms: BOTH_FORMS,
    act: saidInPieces(insideCharacters),
  },
  {
    name: 'crlf',
    summary: 'ends its lines with CR LF',
    forms: BOTH_FORMS,
    act: (speech) => say(speech, speech.pieces.map(withCarriageReturns)),
  },
  {
    name: 'comments',
    summary: 'fills the time with comments, pings or blank lines',
    forms: BOTH_FORMS,
    act: (speech) => say(speech, withFillers(speech)),
  },
  {
    name: 'gzip',
    summary: 'packs its answer, though nobody asked for that',
    forms: BOTH_FORMS,
    act: (speech) =>
      say(speech, everyFew(gzipSync(Buffer.concat(speech.pieces)), GZIP_PIECE_BYTES), {
        'content-encoding': 'gzip',
      }),
  },
  {
    name: 'open-after-end',
    summary: 'says everything, its end marker too, and keeps the connection open',
    forms: STREAM_ONLY,
    act: (speech) => [begin(speech), ...writes(speech.pieces), stall],
  },
  {
    name: 'whole-for-stream',
    summary: 'gives one whole answer where a stream was asked for',
    forms: STREAM_ONLY,
    act: (speech): Act[] => [
      head(200, { 'content-type': 'application/json' }),
      ...writes([speech.body]),
      end,
    ],
  },
  {
    name: 'duplicate-finish',
    summary: 'says twice that it has finished',
    forms: STREAM_ONLY,
    act: (speech) => {
      const frames = speech.frames.flatMap((frame) => (frame.part === 'finish' ? [frame, frame] : [frame]));
      return say(speech, speech.encode(frames));
    },
  },
  {
    name: 'tool-arguments-at-end',
    summary: 'tells the arguments of a tool call only in the event that ends it',
    forms: STREAM_ONLY,
    reword: (answer) => ({ ...answer, argumentsArrive: 'at-the-end' }),
    act: (speech) => say(speech),
  },
  {
    name: 'zero-usage',
    summary: 'reports that no token was used',
    forms: BOTH_FORMS,
    reword: (answer) => ({ ...answer, usage: { inputTokens: 0, cachedTokens: 0, outputTokens: 0 } }),
    act: (speech) => say(speech),
  },
  {
    name: 'no-usage',
    summary: 'reports no usage',
    forms: BOTH_FORMS,
    reword: (answer) => ({ ...answer, usage: null }),
    act: (speech) => say(speech),
  },
  {
    name: 'usage-at-end',
    summary: 'reports all of its usage with the last event that can hold it',
    forms: STREAM_ONLY,
    reword: (answer) => ({ ...answer, usageReports: 'last' }),
    act: (speech) => say(speech),
  },
  {
    name: 'cumulative-usage',
    summary: 'reports a running total in every event that can hold one',
    forms: STREAM_ONLY,
    reword: (answer) => ({ ...answer, usageReports: 'running' }),
    act: (speech) => say(speech),
  },
];

const withCarriageReturns = (bytes: Buffer): Buffer => {
  const text = bytes.toString('utf8');
  // A whole answer has no line ends of its own; between two tokens of JSON they mean nothing.
  return Buffer.from(text.endsWith('\n') ? text.replaceAll('\n', '\r\n') : `\r\n${text}\r\n`);
};

function withFillers(speech: Speech): Buffer[] {
  // Blank lines are what a provider can send while a whole answer is not ready: JSON may begin with them.
  const fillers = (speech.form === 'whole' ? ['\n'] : speech.dialect.fillers).map((text) =>
    Buffer.from(text),
  );
  const before = Array.from({ length: FILLERS_BEFORE_CONTENT }, () => fillers).flat();
  return [...before, ...speech.pieces.flatMap((piece) => [piece, ...fillers])];
}
