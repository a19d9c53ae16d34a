import { isJsonObject, type JsonObject } from '../json.js';

/**
 * A whole answer as a stream: one line with all it says, and a last one with `done`, the counts and the times. Clients
 * look for nothing to show in the last line.
 */
export function synthesizeOllamaStream(answer: JsonObject): Buffer {
  const { model, created_at: createdAt, message, response, thinking, tool_calls: calls, ...rest } = answer;
  const head = { model, created_at: createdAt };
  const lines = isJsonObject(message)
    ? [
        { ...head, message, done: false },
        { ...head, message: { role: 'assistant', content: '' }, ...rest, done: true },
      ]
    : [
        { ...head, response, thinking, tool_calls: calls, done: false },
        { ...head, response: '', ...rest, done: true },
      ];
  return Buffer.from(lines.map((line) => `${JSON.stringify(line)}\n`).join(''));
}
