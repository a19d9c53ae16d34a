import type { ErrorReading } from './reading.js';
import { objectAt, textAt, textOrNull } from './wire-body.js';

/** `{"error": {"message", "type", "param", "code"}}`, in both of OpenAI's dialects. */
export function readOpenAiError(body: unknown): ErrorReading {
  const error = objectAt(objectAt(body, 'the body').error, 'the error');
  textAt(error.type, 'the type of the error');
  for (const field of ['param', 'code']) {
    const value = error[field];
    // Official clients take a code that is a number or an object for a text.
    if (value !== null && typeof value !== 'string') throw new Error(`${field} is neither text nor null`);
  }
  return { message: textAt(error.message, 'the message of the error'), code: textOrNull(error.code) };
}
