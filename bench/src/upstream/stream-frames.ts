import { contentEvent, DONE_EVENT, finishEvent, usageEvent } from './answers.js';
import { BURST_CONTENT_EVENTS } from './behaviour.js';
import { chunk, LAST_CHUNK } from './http-bytes.js';
import { sentAtText } from './sent-at.js';

const FEW_EVENTS = 4;
const WORDS = ['the ', 'circuit ', 'stays ', 'open ', 'until ', 'one ', 'call ', 'succeeds '];

/** How every stream ends: why, how much, and the end marker. */
export const endFrames: readonly Buffer[] = [
  Buffer.from(chunk(finishEvent)),
  Buffer.from(chunk(usageEvent)),
  Buffer.from(chunk(DONE_EVENT) + LAST_CHUNK),
];

export const burstFrames: readonly Buffer[] = [...contentFrames(BURST_CONTENT_EVENTS), ...endFrames];

export const firstTokenFrames: readonly Buffer[] = [...contentFrames(FEW_EVENTS), ...endFrames];

export const sentAtFrame = (atMs: number): string => chunk(contentEvent(sentAtText(atMs)));

function contentFrames(count: number): Buffer[] {
  return Array.from({ length: count }, (_, index) =>
    Buffer.from(chunk(contentEvent(WORDS[index % WORDS.length] ?? ''))),
  );
}
