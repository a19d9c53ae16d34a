import { Pool } from 'undici';
import type { Target } from './target.js';

/** Requests of several kinds, each client sending one after the other for as long as it goes on. */
export type MixedLoad = {
  readonly targets: readonly MixedTarget[];
  readonly clients: number;
  readonly durationMs: number;
};

export type MixedTarget = Target & {
  /** The client leaves after the first piece of the answer. */
  readonly isAborted?: boolean;
};

export type MixedLoadResult = { readonly requests: number; readonly errors: number };

const TIMEOUTS = { connectTimeout: 10_000, headersTimeout: 30_000, bodyTimeout: 30_000 };

/** Makes the load in this process. */
export async function runMixedLoad({ targets, clients, durationMs }: MixedLoad): Promise<MixedLoadResult> {
  const [first] = targets;
  if (first === undefined) return { requests: 0, errors: 0 };
  const pool = new Pool(new URL(first.url).origin, { connections: clients, ...TIMEOUTS });
  const endsAtMs = performance.now() + durationMs;
  const result = { requests: 0, errors: 0 };
  const client = async (index: number) => {
    for (let turn = index; performance.now() < endsAtMs; turn++) {
      const isOk = await sendOne(pool, targets[turn % targets.length] ?? first).catch(() => false);
      result.requests++;
      if (!isOk) result.errors++;
    }
  };
  await Promise.all(Array.from({ length: clients }, (_, index) => client(index)));
  await pool.destroy();
  return result;
}

async function sendOne(pool: Pool, { url, headers, body, isAborted }: MixedTarget): Promise<boolean> {
  const answer = await pool.request({
    path: new URL(url).pathname,
    method: 'POST',
    headers: { 'content-type': 'application/json', ...headers },
    body,
  });
  // Leaving the loop closes the connection, as a client does that has seen enough.
  for await (const _piece of answer.body) if (isAborted) break;
  return answer.statusCode === 200;
}
