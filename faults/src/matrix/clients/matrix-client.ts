import type { JsonObject } from '../../json.js';
import type { ErrorReading, Reading } from './reading.js';

/** What a cell asks for. */
export type Ask = {
  readonly model: string;
  readonly prompt: string;
  readonly isStream: boolean;
  readonly hasTool: boolean;
};

/** One kind of client: how it asks, and how it reads what it gets. Its readers throw what is wrong, in words. */
export interface MatrixClient {
  readonly name: string;
  readonly path: string;
  readonly streamContentType: string;
  /** How it is told that an answer ended as it should, with text and with a tool call. */
  readonly finishReasons: { readonly text: string; readonly tool: string };
  request(ask: Ask): JsonObject;
  /** @throws when the bytes break the dialect's grammar, of which a stream that merely stops is one case */
  readStream(text: string): Reading;
  /** @throws when the body is not an answer of the dialect */
  readWhole(body: unknown): Reading;
  /** @throws when the body does not have the dialect's own shape of an error */
  readError(body: unknown): ErrorReading;
}

/** The tool that models with a name in `-tool` call. */
export const TOOL = {
  name: 'set_signal',
  description: 'Sets the aspect of a signal.',
  schema: {
    type: 'object',
    properties: { track: { type: 'string' }, aspect: { type: 'string' } },
    required: ['track', 'aspect'],
  },
};
