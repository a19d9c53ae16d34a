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

/**
 * The arguments of a tool call as the object that some dialects want. What a model wrote and is none stands in `raw`: no
 * tool takes that, so nothing is called by mistake, and the model can read what it wrote.
 */
export function toToolInput(argumentsText: string): JsonObject {
  if (argumentsText.trim() === '') return {};
  const value = tryParseJson(argumentsText);
  return isJsonObject(value) ? value : { raw: argumentsText };
}

/** Whether a text holds an object, to which nothing can be added. Cheap for a text that is still being written. */
export const isWholeObject = (text: string): boolean =>
  text.trimEnd().endsWith('}') && isJsonObject(tryParseJson(text));

/** The `error` of an answer that has one and is no success, as an object. */
export function findAnswerError({ error }: JsonObject): JsonObject | null {
  if (isJsonObject(error)) return error;
  return error ? { message: String(error) } : null;
}
