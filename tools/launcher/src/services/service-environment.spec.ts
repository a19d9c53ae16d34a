import { describe, expect, it } from 'vitest';
import type { Environment } from '../config/process-environment.js';
import { serviceEnvironment } from './service-environment.js';

const environmentOf = (inherited: Environment, demoUrl?: string) =>
  serviceEnvironment({
    inherited,
    databaseUrl: 'postgres://db',
    redisUrl: 'redis://cache',
    masterKeyFile: '/data/master.key',
    gatewayFolder: '/data/gateway',
    host: '127.0.0.1',
    ports: { api: 1, admin: 2, healthWorker: 3, usageWorker: 4 },
    demoUrl,
  });

describe(serviceEnvironment.name, () => {
  it('passes everything on and adds what the launcher settled', () => {
    expect(environmentOf({ OPENAI_API_KEY: 'sk', API_PORT: '99' }, 'http://demo')).toEqual({
      OPENAI_API_KEY: 'sk',
      NODE_ENV: 'production',
      DATABASE_URL: 'postgres://db',
      REDIS_URL: 'redis://cache',
      MASTER_KEY_FILE: '/data/master.key',
      GATEWAY_DATA_DIR: '/data/gateway',
      HOST: '127.0.0.1',
      API_PORT: '1',
      ADMIN_PORT: '2',
      HEALTH_WORKER_PORT: '3',
      USAGE_WORKER_PORT: '4',
      ALLOW_PRIVATE_ENDPOINTS: 'true',
      DEMO_ENDPOINT_URL: 'http://demo',
    });
  });

  it('lets the user close private networks', () => {
    expect(environmentOf({ ALLOW_PRIVATE_ENDPOINTS: 'false' }).ALLOW_PRIVATE_ENDPOINTS).toBe('false');
  });

  it('names no demo endpoint when there is none', () => {
    expect(environmentOf({})).not.toHaveProperty('DEMO_ENDPOINT_URL');
  });
});
