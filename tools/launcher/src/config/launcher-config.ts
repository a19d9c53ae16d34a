import { join, resolve } from 'node:path';
import { EnvironmentReader } from './environment-reader.js';
import { isLoopback } from './loopback.js';
import type { Environment } from './process-environment.js';

export const redisEngines = ['auto', 'wasm'] as const;
export type RedisEngine = (typeof redisEngines)[number];

export type ServicePort = {
  /** The variable that moves this port, for messages. */
  readonly variable: string;
  readonly port: number;
  readonly isExplicit: boolean;
};

export const portNames = ['api', 'admin', 'healthWorker', 'usageWorker'] as const;
export type PortName = (typeof portNames)[number];

export type LauncherConfig = {
  /** Absolute path of the folder that holds all data. */
  readonly home: string;
  readonly databaseUrl: string | undefined;
  readonly redisUrl: string | undefined;
  readonly redisEngine: RedisEngine;
  readonly host: string;
  readonly ports: Readonly<Record<PortName, ServicePort>>;
  readonly isDemoOn: boolean;
  readonly isAuthOn: boolean;
  readonly isAdminPasswordGiven: boolean;
  /** All of it, since the services read further variables of their own. */
  readonly environment: Environment;
};

export class ConfigError extends Error {
  constructor(readonly problems: readonly string[]) {
    super(`The configuration has ${problems.length === 1 ? 'a problem' : `${problems.length} problems`}`);
    this.name = 'ConfigError';
  }
}

/** Parses the launcher's part of the environment; throws one `ConfigError` that names every problem. */
export function parseLauncherConfig(environment: Environment, repositoryRoot: string): LauncherConfig {
  const read = new EnvironmentReader(environment);
  const config: LauncherConfig = {
    home: resolve(read.text('SWITCHYARD_HOME') ?? join(repositoryRoot, '.data')),
    databaseUrl: read.url('DATABASE_URL', ['postgres:', 'postgresql:']),
    redisUrl: read.url('REDIS_URL', ['redis:', 'rediss:']),
    redisEngine: read.choice('SWITCHYARD_REDIS', redisEngines, 'auto'),
    host: read.text('HOST') ?? '127.0.0.1',
    ports: {
      api: servicePort(read, 'API_PORT', 8002),
      // FLASK_PORT is what earlier installations set.
      admin: servicePort(read, read.text('ADMIN_PORT') ? 'ADMIN_PORT' : 'FLASK_PORT', 5001, 'ADMIN_PORT'),
      healthWorker: servicePort(read, 'HEALTH_WORKER_PORT', 8003),
      usageWorker: servicePort(read, 'USAGE_WORKER_PORT', 8004),
    },
    isDemoOn: read.boolean('SWITCHYARD_DEMO', true),
    isAuthOn: read.boolean('AUTH_ENABLED', true),
    isAdminPasswordGiven: read.text('ADMIN_PASSWORD') !== undefined,
    environment,
  };
  const problems = [...read.problems, ...openAdminProblems(config), ...samePortProblems(config)];
  if (problems.length > 0) throw new ConfigError(problems);
  return config;
}

function servicePort(
  read: EnvironmentReader,
  variable: string,
  fallback: number,
  unsetName = variable,
): ServicePort {
  const isExplicit = read.text(variable) !== undefined;
  return { variable: isExplicit ? variable : unsetName, port: read.port(variable, fallback), isExplicit };
}

function openAdminProblems({ isAuthOn, host }: LauncherConfig): string[] {
  if (isAuthOn || isLoopback(host)) return [];
  return [
    `AUTH_ENABLED=false opens the admin side to everyone who can reach HOST=${host}: use a loopback HOST`,
  ];
}

function samePortProblems({ ports }: LauncherConfig): string[] {
  const chosen = Object.values(ports).filter(({ isExplicit, port }) => isExplicit && port !== 0);
  const publicDefaults = [ports.api, ports.admin].filter(({ isExplicit }) => !isExplicit);
  const claims = [...chosen, ...publicDefaults];
  return claims.flatMap((claim, index) => {
    const earlier = claims.slice(0, index).find(({ port }) => port === claim.port);
    return earlier ? [`${earlier.variable} and ${claim.variable} are both ${claim.port}`] : [];
  });
}
