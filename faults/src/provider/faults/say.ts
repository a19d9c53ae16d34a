import { type Act, end, type HttpHeaders, head, writes } from '../act.js';
import type { Speech } from '../speech.js';

const OK = 200;

/** An answer without any fault in its course, in the given pieces. */
export const say = (
  speech: Speech,
  pieces: readonly Buffer[] = speech.pieces,
  headers: HttpHeaders = {},
): Act[] => [head(OK, { ...speech.headersFor(pieces), ...headers }), ...writes(pieces), end];

/** The head of a good answer, whose length is told as if all of it were to come. */
export const begin = (speech: Speech): Act => head(OK, speech.headersFor(speech.pieces));
