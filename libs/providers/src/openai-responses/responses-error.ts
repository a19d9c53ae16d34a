import { isJsonObject, type JsonObject } from '../json.js';

/** Answers that are none, and what to say of them where they say nothing themselves. */
const failures = new Map<unknown, string>([
  ['failed', 'the response failed'],
  ['cancelled', 'the response was cancelled'],
]);

/** The error of a response object, in the endpoint's own words; null for one that did not fail. */
export function findResponsesError({ error, status }: JsonObject): JsonObject | null {
  if (isJsonObject(error)) return error;
  if (error) return { message: String(error) };
  const message = failures.get(status);
  return message === undefined ? null : { message, type: null, code: `response_${String(status)}` };
}

/** The error that an event of a stream holds: in a field of its own, as OpenAI sends it, or flat, as documented. */
export function findEventError(event: string | null, value: JsonObject): JsonObject | null {
  const { type, sequence_number: _number, error, ...rest } = value;
  if (isJsonObject(error)) return error;
  if (error) return { message: String(error) };
  return type === 'error' || event === 'error' ? { type: null, ...rest } : null;
}
