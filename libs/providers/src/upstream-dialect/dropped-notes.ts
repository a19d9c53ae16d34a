import type { CacheMark, ChatRequest } from '@switchyard/domain';
import { type CarriedExtras, splitExtras } from '../extra-fields.js';

/** Names come from the client and go into a header. */
const plainName = /^[\w.-]{1,64}$/;
const MAX_NAMES = 20;

/** In place of a format: reasoning goes back as long as nobody has signed it. */
export const UNSIGNED = '';

export const LOST_REASONING = 'thinking of earlier turns was dropped: the endpoint cannot take it back';

export type Carried = {
  /** Extras that the endpoint's dialect takes; null when it takes none. */
  readonly extras: CarriedExtras | null;
  readonly cacheMarks: boolean;
  /** Format of the signed reasoning it takes back, or UNSIGNED; null when it takes none. */
  readonly reasoningFormat: string | null;
};

/** What every encoder has to tell about parts of a request that it leaves out. */
export function droppedNotes(request: ChatRequest, carried: Carried): string[] {
  const fields = [...splitExtras(request, carried.extras).dropped];
  if (!carried.cacheMarks && hasCacheMarks(request)) fields.push('cache_control');
  return [
    ...droppedFieldsNote(fields),
    ...(losesReasoning(request, carried.reasoningFormat) ? [LOST_REASONING] : []),
  ];
}

/** The note on fields that stand for nothing at the endpoint, where there are any. */
export function droppedFieldsNote(fields: readonly string[]): string[] {
  const names = fields.filter((name) => plainName.test(name)).slice(0, MAX_NAMES);
  return names.length > 0 ? [`dropped, as the endpoint has nothing like it: ${names.join(', ')}`] : [];
}

function hasCacheMarks({ messages, tools }: ChatRequest): boolean {
  const isMarked = (part: object): boolean => (part as CacheMark).cacheControl != null;
  return tools.some(isMarked) || messages.some(({ content }) => content.some(isMarked));
}

function losesReasoning({ messages }: ChatRequest, format: string | null): boolean {
  const parts = messages.flatMap((message) => (message.role === 'assistant' ? message.content : []));
  return parts.some(
    (part) =>
      (part.type === 'reasoning' && (part.signature?.format ?? '') !== format) ||
      (part.type === 'redacted-reasoning' && part.format !== format),
  );
}
