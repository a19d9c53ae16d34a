import { randomUUID } from 'node:crypto';

/** OpenAI's own ids go on in hexadecimal digits, so none of them can look like this. */
const MADE_HERE = /^[a-z]+_sy[0-9a-f]{32}$/;

/** A new id for an answer or an item of it, such as `msg_sy…`. */
export const newItemId = (prefix: 'resp' | 'msg' | 'rs' | 'fc' | 'ctc'): string =>
  `${prefix}_sy${randomUUID().replaceAll('-', '')}`;

/** Whether this gateway gave the id, so that no endpoint can know it. */
export const isMadeHere = (id: unknown): boolean => typeof id === 'string' && MADE_HERE.test(id);
