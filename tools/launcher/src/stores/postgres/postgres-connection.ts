import { Client } from 'pg';
import { type RetryOptions, retryUntil } from '../../process/retry-until.js';

const CONNECT_TIMEOUT_MS = 5_000;

/** Connects, hands the client to `use`, and disconnects whatever happens. */
export async function withPostgres<T>(url: string, use: (client: Client) => Promise<T>): Promise<T> {
  const client = new Client({ connectionString: url, connectionTimeoutMillis: CONNECT_TIMEOUT_MS });
  // A server that stops meanwhile fails the query too; without a listener the event would end the process.
  client.on('error', () => {});
  try {
    await client.connect();
    return await use(client);
  } finally {
    await client.end().catch(() => {});
  }
}

export type WaitOptions = Pick<RetryOptions, 'timeoutMs' | 'signal'>;

/** Waits until the server takes queries; one that recovers from a crash refuses them for a while. */
export async function waitForPostgres(url: string, options: WaitOptions): Promise<void> {
  const ask = () => withPostgres(url, (client) => client.query('SELECT 1'));
  await retryUntil(ask, { ...options, intervalMs: 50, isFinal: isRefusedLogin });
}

function isRefusedLogin(error: unknown): boolean {
  return (error as { code?: unknown }).code === '28P01';
}

/** Creates the database unless it exists. `name` must be a plain identifier. */
export async function ensureDatabase(adminUrl: string, name: string): Promise<void> {
  await withPostgres(adminUrl, async (client) => {
    const { rows } = await client.query(`SELECT 1 FROM pg_database WHERE datname = '${name}'`);
    if (rows.length === 0) await client.query(`CREATE DATABASE ${name}`);
  });
}
