import { randomBytes } from 'node:crypto';
import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { checkedFetch } from './checked-fetch.js';
import {
  type ServiceEnvironment,
  type ServiceName,
  ServiceProcess,
  type ServiceRun,
} from './service-process.js';
import { createTestDatabase, type TestDatabase } from './test-database.js';
import { createTestRedis, type TestRedis } from './test-redis.js';
import { waitFor } from './wait-for.js';

export const ADMIN_PASSWORD = 'correct-horse-battery';

export type AdminAnswer = {
  readonly status: number;
  readonly body: Record<string, unknown>;
  readonly headers: Headers;
};

/** How the services of an installation are run, where that differs from a test's usual. */
export type SwitchyardRun = {
  /** Each service prints to a file in the installation's folder, so that its output costs nobody anything. */
  readonly logsToFiles?: boolean;
  /** Arguments for Node itself. */
  readonly nodeArguments?: Partial<Record<ServiceName, readonly string[]>>;
};

/** A whole installation of its own: database, key prefix, folder, and the services that a test starts. */
export class Switchyard {
  private readonly services = new Map<ServiceName, ServiceProcess>();
  private readonly urls = new Map<ServiceName, string>();

  private constructor(
    readonly folder: string,
    readonly database: TestDatabase,
    readonly redis: TestRedis,
    private readonly environment: ServiceEnvironment,
    private readonly run: SwitchyardRun,
  ) {}

  /** Prepared as for a first start, with no service running yet. */
  static async prepare(
    stores: { databaseUrl: string; redisUrl: string },
    overrides: ServiceEnvironment = {},
    run: SwitchyardRun = {},
  ): Promise<Switchyard> {
    const folder = await mkdtemp(join(tmpdir(), 'switchyard-e2e-'));
    const keyFile = join(folder, 'master.key');
    await writeFile(keyFile, `k1:${randomBytes(32).toString('base64')}\n`, { mode: 0o600 });
    const database = await createTestDatabase(stores.databaseUrl);
    const redis = createTestRedis(stores.redisUrl);
    const environment = {
      DATABASE_URL: database.url,
      REDIS_URL: redis.url,
      REDIS_PREFIX: redis.prefix,
      MASTER_KEY_FILE: keyFile,
      GATEWAY_DATA_DIR: join(folder, 'gateway'),
      ALLOW_PRIVATE_ENDPOINTS: 'true',
      ADMIN_PASSWORD,
      API_PORT: '0',
      ADMIN_PORT: '0',
      HEALTH_WORKER_PORT: '0',
      USAGE_WORKER_PORT: '0',
      ...overrides,
    };
    const switchyard = new Switchyard(folder, database, redis, environment, run);
    const { code, output } = await ServiceProcess.run('admin-api', 'prepare', environment);
    if (code !== 0) throw new Error(`the preparation failed:\n${output}`);
    return switchyard;
  }

  get gatewayUrl(): string {
    return this.urlOf('gateway');
  }

  get adminUrl(): string {
    return this.urlOf('admin-api');
  }

  /** Starts services side by side, with changed settings where given. One that ran before keeps its address. */
  async start(...what: (ServiceName | ServiceEnvironment)[]): Promise<void> {
    const names = what.filter((item) => typeof item === 'string');
    const overrides: ServiceEnvironment = Object.assign(
      {},
      ...what.filter((item) => typeof item !== 'string'),
    );
    await Promise.all(
      names.map(async (name) => {
        const environment = { ...this.environment, ...this.portOf(name), ...overrides };
        const { process, url } = await ServiceProcess.start(name, environment, this.runOf(name));
        this.services.set(name, process);
        this.urls.set(name, url);
      }),
    );
    await waitFor('readiness', async () => {
      const answers = await Promise.all(names.map((name) => fetch(`${this.urlOf(name)}/health/live`)));
      return answers.every(({ ok }) => ok);
    });
  }

  service(name: ServiceName): ServiceProcess {
    const service = this.services.get(name);
    if (!service) throw new Error(`${name} was not started`);
    return service;
  }

  /** Waits until the gateway has what admin-api published last. */
  async waitForModel(name: string): Promise<void> {
    await waitFor(`model ${name}`, async () => {
      const { data } = (await (await fetch(`${this.gatewayUrl}/v1/models`)).json()) as {
        data?: { id: string }[];
      };
      return data?.some(({ id }) => id === name);
    });
  }

  async admin(
    method: string,
    path: string,
    body?: unknown,
    headers: Record<string, string> = {},
  ): Promise<AdminAnswer> {
    const response = await fetch(`${this.adminUrl}${path}`, {
      method,
      headers: {
        authorization: `Basic ${Buffer.from(`admin:${ADMIN_PASSWORD}`).toString('base64')}`,
        ...(body !== undefined && { 'content-type': 'application/json' }),
        ...headers,
      },
      ...(body !== undefined && { body: typeof body === 'string' ? body : JSON.stringify(body) }),
    });
    return {
      status: response.status,
      body: (await response.json()) as Record<string, unknown>,
      headers: response.headers,
    };
  }

  /** An endpoint and a virtual model on it, known to the gateway. */
  async addModel(
    name: string,
    endpoint: Record<string, unknown>,
    model: Record<string, unknown> = {},
  ): Promise<{ endpointId: number; modelId: number }> {
    const created = await this.admin('POST', '/api/admin/endpoints', {
      name: `${name} endpoint`,
      ...endpoint,
    });
    const endpointId = Number(created.body.id);
    const added = await this.admin('POST', '/virtual-models', {
      name,
      endpoint_id: endpointId,
      actual_model: 'real-model',
      ...model,
    });
    if (added.status !== 201)
      throw new Error(`model not created: ${JSON.stringify([created.body, added.body])}`);
    await this.waitForModel(name);
    return { endpointId, modelId: Number(added.body.id) };
  }

  /** The grammar of a stream is checked while it is read. */
  chat(
    body: unknown,
    options: { signal?: AbortSignal; headers?: Record<string, string> } = {},
  ): Promise<Response> {
    return checkedFetch(`${this.gatewayUrl}/v1/chat/completions`, {
      method: 'POST',
      headers: { 'content-type': 'application/json', ...options.headers },
      body: typeof body === 'string' ? body : JSON.stringify(body),
      ...(options.signal && { signal: options.signal }),
    });
  }

  /** The ledger's rows, oldest first, once there are as many as expected. */
  ledgerRows<Row extends Record<string, unknown>>(count: number): Promise<Row[]> {
    return waitFor(`${count} ledger rows`, async () => {
      const rows = await this.database.query<Row>('SELECT * FROM request_log ORDER BY started_at');
      return rows.length >= count ? rows : null;
    });
  }

  async stop(): Promise<void> {
    await Promise.all([...this.services.values()].map((service) => service.kill()));
    await this.redis.close();
    await this.database.drop();
    await rm(this.folder, { recursive: true, force: true });
  }

  private urlOf(name: ServiceName): string {
    const url = this.urls.get(name);
    if (!url) throw new Error(`${name} was not started`);
    return url;
  }

  private runOf(name: ServiceName): ServiceRun {
    return {
      logFile: this.run.logsToFiles ? join(this.folder, `${name}.log`) : undefined,
      nodeArguments: this.run.nodeArguments?.[name],
    };
  }

  private portOf(name: ServiceName): ServiceEnvironment {
    const url = this.urls.get(name);
    return url ? { [portVariables[name]]: new URL(url).port } : {};
  }
}

const portVariables: Readonly<Record<ServiceName, string>> = {
  gateway: 'API_PORT',
  'admin-api': 'ADMIN_PORT',
  'health-worker': 'HEALTH_WORKER_PORT',
  'usage-worker': 'USAGE_WORKER_PORT',
};
