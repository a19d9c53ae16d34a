import type { PortName } from '../config/launcher-config.js';
import type { Environment } from '../config/process-environment.js';

export type ServiceFacts = {
  readonly inherited: Environment;
  readonly databaseUrl: string;
  readonly redisUrl: string;
  readonly masterKeyFile: string;
  readonly gatewayFolder: string;
  readonly host: string;
  readonly ports: Readonly<Record<PortName, number>>;
  readonly demoUrl: string | undefined;
};

/** The environment of every service: the launcher's own, with what the launcher has settled. */
export function serviceEnvironment(facts: ServiceFacts): Environment {
  return {
    ...facts.inherited,
    // An endpoint on the same machine or network is the usual thing here, unlike in a cluster.
    ALLOW_PRIVATE_ENDPOINTS: facts.inherited.ALLOW_PRIVATE_ENDPOINTS || 'true',
    NODE_ENV: 'production',
    DATABASE_URL: facts.databaseUrl,
    REDIS_URL: facts.redisUrl,
    MASTER_KEY_FILE: facts.masterKeyFile,
    GATEWAY_DATA_DIR: facts.gatewayFolder,
    HOST: facts.host,
    API_PORT: String(facts.ports.api),
    ADMIN_PORT: String(facts.ports.admin),
    HEALTH_WORKER_PORT: String(facts.ports.healthWorker),
    USAGE_WORKER_PORT: String(facts.ports.usageWorker),
    ...(facts.demoUrl === undefined ? {} : { DEMO_ENDPOINT_URL: facts.demoUrl }),
  };
}
