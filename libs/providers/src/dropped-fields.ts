import type { z } from 'zod';
import type { JsonObject } from './json.js';

/** Names come from the client and go into a header. */
const plainName = /^[\w.-]{1,64}$/;
const MAX_NAMES = 20;

/** The fields of an object that its schema does not name, and that say something. */
export const droppedFields = (schema: z.ZodObject, object: JsonObject, prefix = ''): string[] =>
  Object.keys(object)
    .filter((name) => !(name in schema.shape) && object[name] != null && plainName.test(name))
    .slice(0, MAX_NAMES)
    .map((name) => `${prefix}${name}`);
