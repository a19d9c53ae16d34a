import type { ChatRequest } from '@switchyard/domain';
import type { z } from 'zod';
import type { JsonObject } from './json.js';

/** The fields of an object that its schema does not name, and that say something. */
export const extraFields = (schema: z.ZodObject, object: JsonObject, prefix = ''): JsonObject =>
  Object.fromEntries(
    Object.entries(object)
      .filter(([name, value]) => !(name in schema.shape) && value != null)
      .map(([name, value]) => [`${prefix}${name}`, value]),
  );

/** What an endpoint's dialect takes of a request's extras: names, in whose vocabulary. */
export type CarriedExtras = { readonly vocabulary: string; readonly names: readonly string[] };

/** Those of a request's extras that an endpoint's dialect takes, and the names of the others. */
export function splitExtras(
  { vocabulary, extras }: Pick<ChatRequest, 'vocabulary' | 'extras'>,
  carried: CarriedExtras | null,
): { readonly taken: JsonObject; readonly dropped: readonly string[] } {
  const isTaken = (name: string): boolean =>
    carried !== null && carried.vocabulary === vocabulary && carried.names.includes(name);
  const entries = Object.entries(extras);
  return {
    taken: Object.fromEntries(entries.filter(([name]) => isTaken(name))),
    dropped: entries.map(([name]) => name).filter((name) => !isTaken(name)),
  };
}
