import { tryParseJson } from '../json.js';
import type { Form } from '../provider/speech.js';
import type { MatrixClient } from './clients/matrix-client.js';
import type { ErrorReading, Reading } from './clients/reading.js';

/** What came over a client's connection. */
export type Received = {
  /** Null when not even the head of an answer came. */
  readonly status: number | null;
  readonly headers: Headers;
  readonly text: string;
  /** `late` is a client that waited longer than any answer may take. */
  readonly ending: 'end' | 'cut' | 'left' | 'late';
  /** By `performance.now`. */
  readonly endedAtMs: number;
};

/** What that tells the client. `nonsense` is what its dialect does not allow. */
export type Told =
  | { readonly kind: 'complete' | 'broken'; readonly reading: Reading }
  | { readonly kind: 'refused'; readonly status: number; readonly error: ErrorReading }
  | { readonly kind: 'left' }
  | { readonly kind: 'nonsense'; readonly reason: string };

const OK = 200;

/** Reads what a client received, in its dialect. */
export function understand(client: MatrixClient, form: Form, received: Received): Told {
  if (received.ending === 'left') return { kind: 'left' };
  if (received.ending === 'late') return { kind: 'nonsense', reason: 'no answer came to its end' };
  if (received.ending === 'cut' || received.status === null)
    return { kind: 'nonsense', reason: 'the connection to the gateway broke' };
  try {
    return received.status === OK
      ? readAnswer(client, form, received)
      : readRefusal(client, received.status, received);
  } catch (error) {
    return { kind: 'nonsense', reason: `${received.status}: ${(error as Error).message}` };
  }
}

function readAnswer(client: MatrixClient, form: Form, { headers, text }: Received): Told {
  requireType(headers, form === 'stream' ? client.streamContentType : 'application/json');
  const reading = form === 'stream' ? client.readStream(text) : client.readWhole(tryParseJson(text));
  if (form === 'whole' && reading.outcome === 'failed')
    throw new Error('the error has the status of a success');
  return { kind: reading.outcome === 'complete' ? 'complete' : 'broken', reading };
}

function readRefusal(client: MatrixClient, status: number, { headers, text }: Received): Told {
  requireType(headers, 'application/json');
  return { kind: 'refused', status, error: client.readError(tryParseJson(text)) };
}

function requireType(headers: Headers, expected: string): void {
  const type = headers.get('content-type') ?? 'none';
  if (!type.startsWith(expected)) throw new Error(`its content type is ${type}, not ${expected}`);
}
