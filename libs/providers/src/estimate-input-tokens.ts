import { CHARACTERS_PER_TOKEN } from '@switchyard/domain';
import { isJsonObject, tryParseJson } from './json.js';

/** Images cost what they cost, whatever their bytes. */
const TOKENS_PER_IMAGE = 1_500;
const BASE64_RUN = /[A-Za-z0-9+/=]+/g;
/** A run of base64 this long is a picture or a file, not words. */
const LEAST_IMAGE_CHARACTERS = 1024;

/** Where the input of a request stands, in every dialect; the rest are parameters, which nobody is charged for. */
const inputFields = ['system', 'instructions', 'messages', 'input', 'prompt', 'suffix', 'images'];
/** Texts within the input that are no words. */
const structuralFields = new Set([
  'role',
  'type',
  'id',
  'call_id',
  'tool_call_id',
  'tool_use_id',
  'media_type',
]);

/**
 * An estimate of a request's input tokens.
 * @param body in any dialect
 */
export function estimateInputTokens(body: Buffer | string): number {
  const request = tryParseJson(body.toString());
  if (!isJsonObject(request)) return 0;
  const input = inputFields.map((field) => request[field]).filter((value) => value !== undefined);
  // The schemas of tools are read by the model, punctuation and all.
  const words = request.tools === undefined ? wordsIn(input) : wordsIn(input) + JSON.stringify(request.tools);
  let images = 0;
  // The length is not part of the expression: it would be tried again from each character of a shorter run.
  const text = words.replace(BASE64_RUN, (run) => {
    if (run.length < LEAST_IMAGE_CHARACTERS) return run;
    images++;
    return '';
  });
  return Math.ceil(text.length / CHARACTERS_PER_TOKEN) + images * TOKENS_PER_IMAGE;
}

/** All texts, however deep they stand, one after the other. */
function wordsIn(value: unknown): string {
  const words: string[] = [];
  JSON.stringify(value, (field, inner: unknown) => {
    if (typeof inner === 'string' && !structuralFields.has(field)) words.push(inner);
    return inner;
  });
  return words.join(' ');
}
