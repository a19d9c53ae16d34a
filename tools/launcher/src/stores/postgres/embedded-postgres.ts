import { randomBytes } from 'node:crypto';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import type { Log } from '../../console/terminal.js';
import { secretFile } from '../../folder/secret-file.js';
import { withChildLog } from '../../logs/child-log.js';
import { logTail } from '../../logs/log-tail.js';
import { rememberedPort } from '../../ports/remembered-port.js';
import { adoptProcess } from '../../process/adopt-process.js';
import type { LiveProcess } from '../../process/live-process.js';
import { type DetachedChild, spawnDetached } from '../../process/spawn-detached.js';
import { type StopPlan, stopProcess } from '../../process/stop-process.js';
import { whileRunning } from '../../process/while-running.js';
import { runningUnit } from '../../supervision/running-unit.js';
import type { RunningUnit } from '../../supervision/unit.js';
import type { EmbeddedStore } from '../embedded-store.js';
import { createCluster, postgresEnvironment } from './create-cluster.js';
import { livePostmaster } from './live-postmaster.js';
import { type Account, postgresAccount } from './postgres-account.js';
import { type PostgresBinaries, postgresBinaries } from './postgres-binaries.js';
import { ensureDatabase, waitForPostgres } from './postgres-connection.js';
import { postgresFolder } from './postgres-folder.js';
import { readPostmasterFile } from './postmaster-file.js';
import { refuseOtherMajor } from './refuse-other-major.js';

const USER = 'switchyard';
const DATABASE = 'switchyard';
// Recovery after a crash replays all that the last checkpoint missed.
const START_TIMEOUT_MS = 300_000;
const UNCLEAN_ATTEMPTS = 20;
const UNCLEAN_PAUSE_MS = 250;
// SIGINT is Postgres' fast stop, SIGQUIT its immediate one, after which the next start recovers.
const stopPlan: StopPlan = { signal: 'SIGINT', graceMs: 60_000, lastResort: 'SIGQUIT' };

export type PostgresPlace = {
  readonly dataFolder: string;
  readonly portFile: string;
  readonly logFile: string;
};

type Cluster = {
  readonly dataFolder: string;
  readonly binaries: PostgresBinaries;
  readonly account: Account | undefined;
  readonly password: string;
};

/** A private Postgres from the npm package's binaries, with settings that do not trade safety for speed. */
export class EmbeddedPostgres implements EmbeddedStore {
  readonly name = 'Postgres';
  private cluster: Cluster | undefined;
  private port: number | undefined;

  constructor(
    private readonly place: PostgresPlace,
    private readonly log: Log,
  ) {}

  get url(): string {
    return this.urlOf(DATABASE);
  }

  get description(): string {
    return `Postgres ${this.cluster?.binaries.major} at 127.0.0.1:${this.port}, data in ${this.cluster?.dataFolder}`;
  }

  async start(signal: AbortSignal): Promise<RunningUnit> {
    this.cluster ??= await this.prepare(signal);
    const running =
      (await this.adopt(this.cluster, signal)) ?? (await this.spawnPatiently(this.cluster, signal));
    try {
      await ensureDatabase(this.urlOf('postgres'), DATABASE);
    } catch (error) {
      await running.stop(signal);
      throw error;
    }
    return running;
  }

  private async prepare(signal: AbortSignal): Promise<Cluster> {
    const folder = postgresFolder(this.place.dataFolder, this.log);
    const dataFolder = join(folder, 'data');
    const passwordFile = join(folder, 'password');
    const account = postgresAccount(dataFolder);
    const binaries = postgresBinaries(account, folder, this.log);
    const password = secretFile(passwordFile, () => randomBytes(24).toString('hex'));
    await createCluster({ initdb: binaries.initdb, dataFolder, user: USER, passwordFile, account }, signal);
    refuseOtherMajor(dataFolder, binaries.major);
    return { dataFolder, binaries, account, password };
  }

  /** Takes over the server that a killed launcher left behind; undefined when there is none, or it is just stopping. */
  private async adopt({ dataFolder }: Cluster, signal: AbortSignal): Promise<RunningUnit | undefined> {
    const live = livePostmaster(dataFolder);
    if (live === undefined) return undefined;
    this.port = live.port;
    const adopted = adoptProcess(live.pid);
    try {
      await this.whenReady(adopted, signal);
    } catch (error) {
      if (signal.aborted || livePostmaster(dataFolder)) throw error;
      return undefined;
    }
    return runningUnit(adopted, stopPlan);
  }

  /** After a kill -9 the old server's last processes hold the data for a moment longer; Postgres then refuses to start. */
  private async spawnPatiently(cluster: Cluster, signal: AbortSignal): Promise<RunningUnit> {
    const attempts = readPostmasterFile(cluster.dataFolder) ? UNCLEAN_ATTEMPTS : 1;
    for (let attempt = 1; ; attempt++) {
      try {
        return await this.spawn(cluster, signal);
      } catch (error) {
        if (signal.aborted || attempt >= attempts) throw error;
      }
      await sleep(UNCLEAN_PAUSE_MS, undefined, { signal });
    }
  }

  private async spawn(cluster: Cluster, signal: AbortSignal): Promise<RunningUnit> {
    this.port ??= await rememberedPort(this.place.portFile);
    const spawned = await this.spawnServer(cluster, this.port);
    try {
      await this.whenReady(spawned, signal);
    } catch (error) {
      await stopProcess(spawned, stopPlan, AbortSignal.abort());
      if (signal.aborted) throw error;
      throw new Error(`Postgres did not start, see ${this.place.logFile}:\n${logTail(this.place.logFile)}`, {
        cause: error,
      });
    }
    return runningUnit(spawned, stopPlan);
  }

  private spawnServer({ binaries, dataFolder, account }: Cluster, port: number): Promise<DetachedChild> {
    const settings = [
      'listen_addresses=127.0.0.1',
      'unix_socket_directories=',
      'timezone=UTC',
      'log_timezone=UTC',
    ];
    const args = ['-D', dataFolder, '-p', String(port), ...settings.flatMap((setting) => ['-c', setting])];
    // A file rather than a pipe: the server outlives a killed launcher.
    return withChildLog(this.place.logFile, (log) =>
      spawnDetached(binaries.postgres, args, {
        ...account,
        cwd: dataFolder,
        env: postgresEnvironment,
        stdio: ['ignore', log, log],
      }),
    );
  }

  private whenReady({ exited }: LiveProcess, signal: AbortSignal): Promise<void> {
    return whileRunning(exited, signal, (whileUp) =>
      waitForPostgres(this.urlOf('postgres'), { timeoutMs: START_TIMEOUT_MS, signal: whileUp }),
    );
  }

  private urlOf(database: string): string {
    return `postgres://${USER}:${this.cluster?.password}@127.0.0.1:${this.port}/${database}`;
  }
}
