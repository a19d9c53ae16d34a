import { isJsonObject, type JsonObject, tryParseJson } from '../../json.js';

/** Readers of bodies that may be anything. They throw what is wrong, in words. */
export function objectAt(value: unknown, what: string): JsonObject {
  if (isJsonObject(value)) return value;
  throw new Error(`${what} is no object`);
}

export function textAt(value: unknown, what: string): string {
  if (typeof value === 'string' && value !== '') return value;
  throw new Error(`${what} is no text`);
}

export const objectsIn = (value: unknown): JsonObject[] =>
  Array.isArray(value) ? value.filter(isJsonObject) : [];

export const countAt = (value: unknown): number => (typeof value === 'number' ? value : 0);

export const textOrNull = (value: unknown): string | null => (typeof value === 'string' ? value : null);

export function parseObject(text: string): JsonObject {
  const value = tryParseJson(text);
  if (isJsonObject(value)) return value;
  throw new Error(`"${text.slice(0, 60)}" is no JSON object`);
}
