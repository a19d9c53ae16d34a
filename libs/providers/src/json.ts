export type JsonObject = Record<string, unknown>;

export const isJsonObject = (value: unknown): value is JsonObject =>
  typeof value === 'object' && value !== null && !Array.isArray(value);

/** @returns undefined for text that is not JSON */
export function tryParseJson(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}

/** The object that `text` holds; an empty one for text that holds none, such as the arguments of a call without any. */
export function parseJsonObject(text: string): JsonObject {
  const value = tryParseJson(text);
  return isJsonObject(value) ? value : {};
}

/** The `error` of an answer that has one and is no success, as an object. */
export function findAnswerError({ error }: JsonObject): JsonObject | null {
  if (isJsonObject(error)) return error;
  return error ? { message: String(error) } : null;
}
