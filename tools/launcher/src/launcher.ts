import { join } from 'node:path';
import type { LauncherConfig, PortName } from './config/launcher-config.js';
import type { Environment } from './config/process-environment.js';
import { formatBanner, formatPassword } from './console/banner.js';
import type { Log } from './console/terminal.js';
import { startDemoEndpoint } from './demo-endpoint/start-demo-endpoint.js';
import { type DataFolder, openDataFolder } from './folder/data-folder.js';
import { lockFolder } from './folder/folder-lock.js';
import { ensureMasterKey } from './folder/master-key.js';
import { claimPorts } from './ports/claim-ports.js';
import type { GeneratedPassword } from './services/generated-password.js';
import { runPreparation } from './services/run-preparation.js';
import { serviceEnvironment } from './services/service-environment.js';
import type { ServiceDefinition, ServiceTable } from './services/service-table.js';
import type { ServiceOptions } from './services/service-unit.js';
import { startServices } from './services/start-services.js';
import { type Stores, startStores } from './stores/start-stores.js';
import { type Stoppable, startTogether } from './supervision/start-together.js';

// The services of a killed launcher close their ports first thing, but not within no time.
const LEFTOVER_PATIENCE_MS = 10_000;

export type LauncherOptions = {
  readonly config: LauncherConfig;
  readonly table: ServiceTable;
  readonly log: Log;
};

/** Starts everything in order, and stops in the opposite order what it has started. */
export class Launcher {
  private readonly started: Stoppable[] = [];
  private generated: GeneratedPassword | undefined;

  constructor(private readonly options: LauncherOptions) {}

  /** Resolves once every service is ready, with the banner to show. After a failure, `stop` is still to be called. */
  async start(signal: AbortSignal): Promise<string> {
    const { config, log } = this.options;
    const folder = openDataFolder(config.home);
    const ports = await this.claim(folder, signal);
    ensureMasterKey(folder.masterKeyFile);
    log('Starting the stores');
    const { stores, demoUrl } = await this.startFoundation(folder, signal);
    const environment = serviceEnvironment({
      inherited: config.environment,
      databaseUrl: stores.databaseUrl,
      redisUrl: stores.redisUrl,
      masterKeyFile: folder.masterKeyFile,
      gatewayFolder: folder.gateway,
      host: config.host,
      ports,
      demoUrl,
    });
    await this.startApps(folder, environment, signal);
    return this.banner(folder, ports, stores);
  }

  /** Stops what was started, and nothing else; by force as soon as `force` fires. */
  async stop(force: AbortSignal): Promise<void> {
    for (let last = this.started.pop(); last; last = this.started.pop()) await last.stop(force);
  }

  /** For a start that failed: the generated password could not be had again. */
  get untoldPassword(): string | undefined {
    return this.generated && formatPassword(this.generated);
  }

  private async claim(folder: DataFolder, signal: AbortSignal): Promise<Record<PortName, number>> {
    const { host, ports } = this.options.config;
    const lock = lockFolder(folder.lockFile);
    this.started.push({ stop: async () => lock.release() });
    return claimPorts({ host, ports, patienceMs: lock.isTakenOver ? LEFTOVER_PATIENCE_MS : 0, signal });
  }

  private async startFoundation(
    folder: DataFolder,
    signal: AbortSignal,
  ): Promise<{ stores: Stores; demoUrl: string | undefined }> {
    const { config, log } = this.options;
    const demoOptions = {
      portFile: folder.portFile('demo-endpoint'),
      logFile: join(folder.logs, 'demo-endpoint.log'),
      environment: config.environment,
      log,
    };
    const [stores, demo] = await startTogether(signal, [
      (whileWanted: AbortSignal) =>
        startStores({ ...config, dataFolder: folder.home, log, signal: whileWanted }),
      async (whileWanted: AbortSignal) =>
        config.isDemoOn ? await startDemoEndpoint(demoOptions, whileWanted) : noDemo,
    ]);
    this.started.push(stores, demo);
    return { stores, demoUrl: demo.url };
  }

  private async startApps(folder: DataFolder, environment: Environment, signal: AbortSignal): Promise<void> {
    const { log, table } = this.options;
    const optionsOf = ({ name, script }: ServiceDefinition): ServiceOptions => ({
      name,
      script,
      environment,
      logFile: join(folder.logs, `${name}.log`),
      log,
    });
    log('Preparing the database');
    const onPassword = (generated: GeneratedPassword) => {
      this.generated = generated;
    };
    await runPreparation(optionsOf(table.preparation), onPassword, signal);
    log(`Starting ${table.services.map(({ name }) => name).join(', ')}`);
    this.started.push(await startServices(table.services.map(optionsOf), signal));
  }

  private banner(folder: DataFolder, ports: Record<PortName, number>, stores: Stores): string {
    const { generated } = this;
    this.generated = undefined;
    return formatBanner({
      ...this.options.config,
      // Counted from the start of the process, so that installing and building are in it.
      startSeconds: performance.now() / 1_000,
      apiPort: ports.api,
      adminPort: ports.admin,
      generated,
      postgres: stores.postgres.description,
      redis: stores.redis.description,
      logs: folder.logs,
    });
  }
}

const noDemo = { url: undefined, stop: async () => {} };
