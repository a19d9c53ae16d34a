import { describe, expect, it } from 'vitest';
import { ConfigError, type LauncherConfig, parseLauncherConfig } from './launcher-config.js';
import type { Environment } from './process-environment.js';

const parse = (environment: Environment): LauncherConfig => parseLauncherConfig(environment, '/checkout');

function problemsOf(environment: Environment): readonly string[] {
  try {
    parse(environment);
  } catch (error) {
    if (error instanceof ConfigError) return error.problems;
    throw error;
  }
  return [];
}

describe(parseLauncherConfig.name, () => {
  it('needs no variable at all', () => {
    const config = parse({});
    expect(config).toMatchObject({
      home: '/checkout/.data',
      databaseUrl: undefined,
      redisUrl: undefined,
      redisEngine: 'auto',
      host: '127.0.0.1',
      isDemoOn: true,
      isAuthOn: true,
      isAdminPasswordGiven: false,
    });
    expect(config.ports.api).toEqual({ variable: 'API_PORT', port: 8002, isExplicit: false });
    expect(config.ports.admin).toEqual({ variable: 'ADMIN_PORT', port: 5001, isExplicit: false });
    expect(config.ports.healthWorker.port).toBe(8003);
    expect(config.ports.usageWorker.port).toBe(8004);
  });

  it('takes an empty variable as unset', () => {
    expect(parse({ DATABASE_URL: '', API_PORT: ' ', SWITCHYARD_DEMO: '' })).toMatchObject({
      databaseUrl: undefined,
      ports: { api: { port: 8002, isExplicit: false } },
      isDemoOn: true,
    });
  });

  it('reads the admin port from FLASK_PORT, and from ADMIN_PORT before it', () => {
    expect(parse({ FLASK_PORT: '6001' }).ports.admin).toEqual({
      variable: 'FLASK_PORT',
      port: 6001,
      isExplicit: true,
    });
    expect(parse({ FLASK_PORT: '6001', ADMIN_PORT: '6002' }).ports.admin).toMatchObject({
      variable: 'ADMIN_PORT',
      port: 6002,
    });
  });

  it('resolves a relative home against the working folder', () => {
    expect(parse({ SWITCHYARD_HOME: 'somewhere' }).home).toBe(`${process.cwd()}/somewhere`);
  });

  it('lists every problem at once', () => {
    const problems = problemsOf({
      API_PORT: '80000',
      ADMIN_PORT: 'five',
      SWITCHYARD_DEMO: 'perhaps',
      SWITCHYARD_REDIS: 'disk',
      DATABASE_URL: 'mysql://db/x',
      REDIS_URL: 'redis',
    });
    expect(problems).toHaveLength(6);
    expect(problems.join()).toContain('API_PORT must be a port number');
    expect(problems.join()).toContain('SWITCHYARD_REDIS must be one of auto, wasm');
  });

  it('keeps a store URL out of the message, since it holds a password', () => {
    expect(problemsOf({ DATABASE_URL: 'mysql://me:secret@db/x' }).join()).not.toContain('secret');
  });

  it.each(['127.0.0.1', '127.8.8.8', '::1', 'localhost'])(
    'lets AUTH_ENABLED=false stand with HOST=%s',
    (host) => {
      expect(parse({ AUTH_ENABLED: 'false', HOST: host }).isAuthOn).toBe(false);
    },
  );

  it.each(['0.0.0.0', '::', '192.168.1.4', 'gateway.local'])(
    'refuses AUTH_ENABLED=false with HOST=%s',
    (host) => {
      expect(problemsOf({ AUTH_ENABLED: 'False', HOST: host })).toHaveLength(1);
    },
  );

  it('refuses two services on one port', () => {
    expect(problemsOf({ API_PORT: '5001' })).toEqual(['API_PORT and ADMIN_PORT are both 5001']);
    expect(problemsOf({ HEALTH_WORKER_PORT: '9000', USAGE_WORKER_PORT: '9000' })).toHaveLength(1);
  });

  it('lets a public port take the default of an internal one, which can move', () => {
    expect(problemsOf({ API_PORT: '8003' })).toEqual([]);
  });

  it('takes port 0 several times: it means any free port', () => {
    expect(problemsOf({ API_PORT: '0', ADMIN_PORT: '0' })).toEqual([]);
  });
});
